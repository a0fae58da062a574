/** What the documents say of settings and files is what the code says. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { VARIABLES } from '../libs/installation/variables.ts'
import { agesInMarkdown } from './support/ages-in-markdown.ts'
import { inClearInMarkdown } from './support/in-clear-in-markdown.ts'
import { answerToWhoAsksInMarkdown, withholdingInMarkdown } from './support/withholding-in-markdown.ts'

describe('docs/operations.md', () => {
  it('names every setting with its default and its meaning, and no other', () => {
    const rows = readFileSync('docs/operations.md', 'utf8').match(/^\| SAMENSPEL_.*$/gm)
    const expected = Object.entries(VARIABLES).map(
      ([name, { default: initial, meaning }]) => `| ${name} | ${initial ?? ''} | ${meaning} |`,
    )
    expect(rows).toEqual(expected)
  })
})

describe('docs/auditors.md', () => {
  it('lists all that stands in clear in an envelope with its reason, as the code has it', () => {
    const [, between] = readFileSync('docs/auditors.md', 'utf8').split(/<!-- (?:end of )?what stands in clear -->\n/)
    expect(between?.trim()).toBe(inClearInMarkdown())
  })
})

describe('docs/privacy.md', () => {
  it('lists the ages of sight under each law, as the code has them', () => {
    const [, between] = readFileSync('docs/privacy.md', 'utf8').split(/<!-- (?:end of )?ages by law -->\n/)
    expect(between?.trim()).toBe(agesInMarkdown())
  })

  it('lists the grounds of withholding, as the code has them', () => {
    const [, between] = readFileSync('docs/privacy.md', 'utf8').split(/<!-- (?:end of )?grounds of withholding -->\n/)
    expect(between?.trim()).toBe(withholdingInMarkdown())
  })

  it('has the text that answers who asks what is withheld from them, as the code has it', () => {
    const [, between] = readFileSync('docs/privacy.md', 'utf8').split(/<!-- (?:end of )?answer to who asks -->\n/)
    expect(between?.trim()).toBe(answerToWhoAsksInMarkdown())
  })
})
