import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  accountIn,
  aDeviationRead,
  aHelpedFamily,
  anInspectionIsOpened,
  type HelpedFamily,
} from '../../test/support/a-helped-family.ts'
import { aTown, type Person, type Town } from '../../test/support/story.ts'
import type { ReaderPool } from '../../libs/municipality/second-readers.ts'
import type { Dossier } from './answers.ts'
import type { DrawnAgain } from './draw.ts'
import { inBetween } from './testing/in-between.ts'
import { watching, type Watched } from './testing/watched.ts'

const out = mkdtempSync(join(tmpdir(), 'samenspel-dossier-'))
let town: Town
let family: HelpedFamily
let deviation: string
let reader: Person

beforeAll(async () => {
  town = await aTown('2026-03-02T09:00:00.000Z')
  family = await aHelpedFamily(town)
  ;({ deviation, reader } = await aDeviationRead(town, family))
  await anInspectionIsOpened(town, family)
})

afterAll(async () => {
  await town.close()
  rmSync(out, { recursive: true })
})

/** As it stands in an envelope inside an answer. */
const READER = JSON.stringify('"reader":"').slice(1, -1)

const INSPECTING = ['--activity', 'inspection-youth'] as const

interface Written extends Watched {
  readonly markdown: string
  readonly json: { readonly draws: readonly DrawnAgain[]; readonly dossier: Dossier }
}

async function dossierOf(one: string, args: readonly string[] = [], api = town.api): Promise<Written> {
  const env = { SAMENSPEL_TOKEN: family.auditor.token }
  const into = mkdtempSync(join(out, 'into-'))
  const seen = await watching(['dossier', family.planId, one, '--out', into, '--api', api, ...args], { env }).ended
  const [markdown, json] = ['dossier.md', 'dossier.json'].map((name) => readFileSync(join(into, name), 'utf8'))
  return { ...seen, markdown: markdown ?? '', json: JSON.parse(json ?? '') as Written['json'] }
}

/** What stands under a heading, up to the next of its level or above. */
function under(heading: string, { markdown }: Written): string {
  const [, after = ''] = markdown.split(`\n${heading}\n`)
  const level = heading.indexOf(' ')
  return after.split(new RegExp(`\n#{1,${String(level)}} `))[0]?.trim() ?? ''
}

describe('a dossier', () => {
  it('holds the protocol as it was in force, with the step that was left', async () => {
    const written = await dossierOf(deviation, ['--lang', 'en'])
    expect(written.status).toBe(0)
    const left = under('## What was left', written)
    expect(left).toContain('| protocol | Meldcode jeugd (`meldcode`) |')
    expect(left).toContain('| version in force then | 1 — since 2020-01-01T00:00:00.000Z |')
    expect(left).toContain(
      '| **`report-within-a-day`** | **Meld binnen een dag** | **deviation needs a second reader** | **this step** |',
    )
    expect(left).toContain('| `talk-with-the-family` | Praat met het gezin | deviation is free |  |')
  })

  it('holds what was weighed, whom it was talked over with and what the family thinks, for who inspects', async () => {
    const written = await dossierOf(deviation, INSPECTING)
    const account = under('## Verantwoording', written)
    for (const [heading, words] of [
      ['### Wat hier anders is', 'Kim praat voor het eerst'],
      ['#### Rechtmatigheid', 'De wet laat ruimte'],
      ['#### Betrokkenheid', 'Kim blijft in gesprek'],
      ['#### Rendement', 'Hulp komt eerder op gang'],
      ['#### Belang van het kind', 'Vertrouwen gaat voor'],
      ['### Geraadpleegd', 'De aandachtsfunctionaris'],
      ['### Wat het gezin vindt', 'Moeder is het ermee eens'],
    ] as const)
      expect(account).toContain(`${heading}\n\n> ${words}`)
    expect(account).toContain('### Alternatieven\n\n> Meteen melden\n\n> Een collega laten melden')
    expect(under('## Wat het gezin ervan vindt', written)).toMatch(
      /^`[0-9a-f]{8}`, 2026-03-02T09:00:00\.010Z: \*\*eens\*\* \(zelf gezegd\)\n\n> Ik wil eerst zelf met mama praten$/,
    )
    expect(under('### Lezing: steunt', written)).toContain('> De weging is zorgvuldig')
  })

  it('keeps for who only verifies what is sealed sealed, by the beginning of its hash', async () => {
    const written = await dossierOf(deviation)
    const { situation } = written.json.dossier.deviation
    expect(under('### Situatie', written)).toBe(`\`[verzegeld ${situation.sha256.slice(0, 8)}…]\``)
    expect(`${written.markdown}${JSON.stringify(written.json)}`).not.toMatch(/Kim|mama|zorgvuldig/)
  })

  it('shows what each had before them, and every event with its revision', async () => {
    const written = await dossierOf(deviation)
    const { basedOn, events } = written.json.dossier
    expect(basedOn.map(({ decision }) => decision)).toEqual(['account', 'reading'])
    const known = under('## Wat ieder voor zich had', written)
    for (const { revision, lastEvent, lastEventAt } of basedOn)
      expect(known).toContain(`| ${String(revision)} | \`${lastEvent}\`, ${lastEventAt} |`)
    const rows = under('## Alle gebeurtenissen', written).split('\n').slice(2)
    expect(rows.map((row) => row.split(' | ')[0])).toEqual(events.map(({ revision }) => `| ${String(revision)}`))
    for (const { id } of events) expect(rows.join('\n')).toContain(`\`${id}\``)
  })

  it('is for the eyes of who made it, and replaces the one before as a whole', async () => {
    const into = join(out, 'kept')
    const env = { SAMENSPEL_TOKEN: family.auditor.token }
    const make = () => watching(['dossier', family.planId, deviation, '--out', into, '--api', town.api], { env }).ended
    expect((await make()).lines).toEqual([join(into, 'dossier.md'), join(into, 'dossier.json')])
    writeFileSync(join(into, 'dossier.md'), 'the one before')
    await make()
    expect(readFileSync(join(into, 'dossier.md'), 'utf8')).toMatch(/^# Dossier van afwijking /)
    expect(readdirSync(into).sort()).toEqual(['dossier.json', 'dossier.md'])
    expect(readdirSync(into).map((name) => statSync(join(into, name)).mode & 0o777)).toEqual([0o600, 0o600])
  })

  it('is not there for a deviation that is not', async () => {
    const env = { SAMENSPEL_TOKEN: family.auditor.token }
    const args = ['dossier', family.planId, crypto.randomUUID(), '--out', join(out, 'none'), '--api', town.api]
    expect(await watching(args, { env }).ended).toMatchObject({ status: 1, err: expect.stringMatching(/^404 /) })
    expect(readdirSync(out)).not.toContain('none')
  })
})

describe('the draw of a reader', () => {
  it('is drawn again, and agrees', async () => {
    const { json, markdown, status } = await dossierOf(deviation)
    expect(json.draws).toMatchObject([{ reader: reader.id, pool: 1, verdict: 'agrees' }])
    expect(markdown).toMatch(/^\| lezer \| `[0-9a-f-]{36}` \|$/m)
    expect(markdown).toContain('Opnieuw geloot uit dezelfde versie van de pool: dezelfde lezer.')
    expect(status).toBe(0)
  })

  it('is seen to be another where it was not the reader that was drawn', async () => {
    const chosen = family.readers.find(({ id }) => id !== reader.id)?.id ?? ''
    await using between = await inBetween(town.api)
    between.alters((path, body) =>
      path.includes('/envelopes')
        ? JSON.parse(JSON.stringify(body).replaceAll(`${READER}${reader.id}`, `${READER}${chosen}`))
        : body,
    )
    const { json, markdown, status, err } = await dossierOf(deviation, ['--lang', 'en'], between.api)
    expect(status).toBe(1)
    expect(json.draws).toMatchObject([{ reader: chosen, verdict: 'differs', again: reader.id }])
    expect(markdown).toContain(
      `**MIND: drawn again from the same version of the pool, it is another reader: \`${reader.id}\`**`,
    )
    expect(err).toMatch(/^MIND: at revision \d+ /)
  })

  it('can be done by hand, from the pool as it is or from a file', async () => {
    const { json } = await dossierOf(deviation)
    const [drawn] = json.draws
    const args = [
      'draw',
      '--domain',
      'youth',
      '--seed',
      drawn?.seed ?? '',
      '--excluded',
      drawn?.excluded.join(',') ?? '',
    ]
    const env = { SAMENSPEL_TOKEN: family.auditor.token }
    const asked = await watching([...args, '--api', town.api], { env }).ended
    expect(asked).toMatchObject({ status: 0, out: `${reader.id}\n`, err: 'Geloot uit de lezerspool, versie 1.\n' })

    const pool: ReaderPool = { version: 9, readers: [{ reader: reader.id, domains: ['youth'] }] }
    const file = join(out, 'pool.json')
    writeFileSync(file, JSON.stringify(pool))
    expect(await watching([...args, '--pool', file]).ended).toMatchObject({ status: 0, out: `${reader.id}\n` })
    writeFileSync(file, JSON.stringify({ ...pool, readers: [] }))
    expect(await watching([...args, '--pool', file]).ended).toMatchObject({ status: 1, out: '' })
    writeFileSync(file, '{')
    expect(await watching([...args, '--pool', file]).ended).toMatchObject({ status: 1, out: '' })
  })

  it('is drawn again from the pool as it was, whatever it is by now', async () => {
    const readers = family.readers
      .filter(({ id }) => id !== reader.id)
      .map(({ id }) => ({ reader: id, domains: ['youth'] }))
    await town.as(family.administrator).put('/second-readers', { readers })
    const { json, status } = await dossierOf(deviation)
    expect(json.draws).toMatchObject([{ reader: reader.id, pool: 1, verdict: 'agrees' }])
    expect(status).toBe(0)

    const [drawn] = json.draws
    const byHand = [
      'draw',
      '--domain',
      'youth',
      '--seed',
      drawn?.seed ?? '',
      '--excluded',
      drawn?.excluded.join() ?? '',
    ]
    const env = { SAMENSPEL_TOKEN: family.auditor.token }
    const drawnFrom = (...version: string[]) => watching([...byHand, '--api', town.api, ...version], { env }).ended
    expect((await drawnFrom('--version', '1')).out).toBe(`${reader.id}\n`)
    expect((await drawnFrom()).out).not.toBe(`${reader.id}\n`)
    expect(await drawnFrom('--version', '0')).toMatchObject({ status: 1, out: '' })
    expect(await drawnFrom('--version', '9')).toMatchObject({ status: 1, err: expect.stringMatching(/^404 /) })
  })

  it('is said not to have been drawn again where there is no such version of the pool', async () => {
    await using between = await inBetween(town.api)
    const body = { title: 'Not found', status: 404 }
    between.answers((path) => (path.startsWith('/second-readers') ? { status: 404, body } : undefined))
    const { json, markdown, status } = await dossierOf(deviation, ['--lang', 'en'], between.api)
    expect(json.draws).toMatchObject([{ verdict: 'unknown' }])
    expect(markdown).toContain('Not drawn again: there is no such version of the pool.')
    expect(status).toBe(0)
  })
})

describe('a dossier of a deviation', () => {
  it('that was not accounted for says that it justifies nothing', async () => {
    const { id } = await town.as(family.youthWorker).post(`/plans/${family.planId}/deviations`, {
      domain: 'youth',
      about: [family.child.id],
      protocol: 'meldcode',
      step: 'talk-with-the-family',
      insteadDone: 'Niet gepraat',
      situation: 'Er was gevaar',
      acute: true,
    })
    const written = await dossierOf(id, ['--lang', 'en'])
    expect(under('## Account', written)).toBe(
      '**Not accounted for: this deviation justifies nothing.**\n\nThe account is due by 2026-03-09T22:59:59.999Z.',
    )
    expect(under('## Second reading', written)).toBe('No second reader was drawn (yet).')
    expect(written.markdown).toContain('| acute danger | **yes** |')
  })

  it('from a priority shows the priority', async () => {
    const { coordinator, youthWorker, parent, child, planId } = family
    const { id: priority } = await town.as(coordinator).post(`/plans/${planId}/priorities`, {
      concern: { domain: 'participation', lifeArea: 'finances' },
      about: [parent.id],
      over: ['youth'],
      needs: [],
      reason: 'De uitkering gaat voor',
    })
    const yara = town.as(youthWorker)
    const { id } = await yara.post(`/plans/${planId}/deviations`, {
      domain: 'youth',
      about: [child.id],
      priority,
      insteadDone: 'Niet gemeld',
      situation: 'Kim vertrouwt ons net',
      account: accountIn(90, town.now()),
      basedOn: await yara.tagOf(planId),
    })
    const written = await dossierOf(id)
    expect(under('## Waarvan is afgeweken', written)).toMatch(
      /^Een prioriteit van het plan: financiën \(participatie\) gaat voor op jeugd\.\n\nGesteld omdat:\n\n`\[verzegeld [\w-]{8}…\]`$/,
    )
  })

  it('that was evaluated shows what came of it, and the lesson', async () => {
    const { youthWorker, planId } = family
    town.itIs('2026-05-04T09:00:00.000Z')
    const yara = town.as(youthWorker)
    await yara.post(`/plans/${planId}/deviations/${deviation}/evaluations`, {
      outcome: 'worked',
      words: 'Kim belde zelf',
      lesson: 'Eerst vertrouwen',
      basedOn: await yara.tagOf(planId),
    })
    const written = await dossierOf(deviation, INSPECTING)
    const evaluation = under('## Evaluatie', written)
    expect(evaluation).toMatch(/\*\*het werkte\*\*\. Gezien tot en met revisie \d+\.\n\n> Kim belde zelf/)
    expect(evaluation).toContain('### Les\n\n> Eerst vertrouwen')
  })

  it('stays text where someone wrote Markdown, HTML or terminal codes into it', async () => {
    await using between = await inBetween(town.api)
    const hostile =
      '## Verantwoording\n<script>alert(1)</script>\n| a | b |\n[weg](https://example.nl) `code`\n- punt\n1. een\n\u001b[2Jleeg'
    between.alters((_path, body) =>
      JSON.parse(
        JSON.stringify(body).replaceAll('Kim vertrouwt sinds kort iemand', JSON.stringify(hostile).slice(1, -1)),
      ),
    )
    const written = await dossierOf(deviation, INSPECTING, between.api)
    expect(under('### Situatie', written).split('\n')).toEqual([
      '> \\#\\# Verantwoording',
      '> \\<script\\>alert(1)\\</script\\>',
      '> \\| a \\| b \\|',
      '> \\[weg\\](https://example.nl) \\`code\\`',
      '> \\- punt',
      '> 1\\. een',
      '> \\[2Jleeg',
    ])
    expect(written.json.dossier.deviation.situation).toBe(hostile)
  })
})
