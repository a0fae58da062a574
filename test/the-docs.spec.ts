/** What the documents say of settings, files, words and checks is what the code says. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { ROLES } from '../libs/deciding/decider.ts'
import { VARIABLES } from '../libs/installation/variables.ts'
import { DEPARTURE_KINDS } from '../libs/plan/members/members.ts'
import { ITEM_KINDS, WITHHOLDING_GROUNDS, WITHHOLDING_MODES } from '../libs/plan/visibility/visibility.ts'
import { agesInMarkdown } from './support/ages-in-markdown.ts'
import { doneToClosedInMarkdown } from './support/closed-in-markdown.ts'
import { inClearInMarkdown } from './support/in-clear-in-markdown.ts'
import { sharingInMarkdown } from './support/sharing-in-markdown.ts'
import { whatIsReadInMarkdown } from './support/what-is-read-in-markdown.ts'
import {
  answerToWhoAsksInMarkdown,
  takesNoWithholdingInMarkdown,
  withholdingInMarkdown,
} from './support/withholding-in-markdown.ts'

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

  it('lists what who coordinates may do to what is closed, as the code has it', () => {
    const [, between] = readFileSync('docs/privacy.md', 'utf8').split(/<!-- (?:end of )?done to what is closed -->\n/)
    expect(between?.trim()).toBe(doneToClosedInMarkdown())
  })

  it('lists what is read for each activity and scope, with and without a basis or a permission, as the judgement has it', () => {
    const [, between] = readFileSync('docs/privacy.md', 'utf8').split(
      /<!-- (?:end of )?what is read for each activity -->\n/,
    )
    expect(between?.trim()).toBe(whatIsReadInMarkdown())
  })

  it('lists what takes no withholding, and why, as the code has it', () => {
    const [, between] = readFileSync('docs/privacy.md', 'utf8').split(
      /<!-- (?:end of )?what takes no withholding -->\n/,
    )
    expect(between?.trim()).toBe(takesNoWithholdingInMarkdown())
  })

  it('lists the grounds of withholding, as the code has them', () => {
    const [, between] = readFileSync('docs/privacy.md', 'utf8').split(/<!-- (?:end of )?grounds of withholding -->\n/)
    expect(between?.trim()).toBe(withholdingInMarkdown())
  })

  it('lists what each ground to share needs, as the code has it', () => {
    const [, between] = readFileSync('docs/privacy.md', 'utf8').split(/<!-- (?:end of )?grounds of sharing -->\n/)
    expect(between?.trim()).toBe(sharingInMarkdown())
  })

  it('has the text that answers who asks what is withheld from them, as the code has it', () => {
    const [, between] = readFileSync('docs/privacy.md', 'utf8').split(/<!-- (?:end of )?answer to who asks -->\n/)
    expect(between?.trim()).toBe(answerToWhoAsksInMarkdown())
  })

  it('says in every section by which command it is checked', () => {
    const [, ...sections] = readFileSync('docs/privacy.md', 'utf8').split(/^## /m)
    expect(sections.length).toBeGreaterThan(5)
    const unchecked = sections.filter((section) => !/^Check it: /m.test(section))
    expect(unchecked.map((section) => section.split('\n')[0])).toEqual([])
  })
})

describe('every document', () => {
  const documents = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((name) =>
    name.endsWith('.md'),
  )

  it.each(documents)('%s names no file of tests, and no proof, that is not there', (document) => {
    const text = readFileSync(document, 'utf8')
    const specs = [...text.matchAll(/(?<![\w/.-])(?:test|libs|apps)\/[\w/.-]+\.ts\b/g)].map(([file]) => file)
    expect(specs.filter((file) => !existsSync(file))).toEqual([])
    const proofs = [...text.matchAll(/npm run prove -- ([a-z]+)/g)].map(([, proof = '']) => proof)
    expect(proofs.filter((proof) => !existsSync(`test/prove/${proof}.ts`))).toEqual([])
  })
})

describe('docs/glossary.md', () => {
  it('knows every role, kind of departure, ground and mode of withholding, and kind of item that can be withheld', () => {
    const known = readFileSync('docs/glossary.md', 'utf8').toLowerCase()
    const words = [...ROLES, ...DEPARTURE_KINDS, ...WITHHOLDING_GROUNDS, ...WITHHOLDING_MODES, ...ITEM_KINDS]
    const spoken = words.filter((word) => !known.includes(word) && !known.includes(word.replaceAll('-', ' ')))
    expect(spoken).toEqual([])
  })
})
