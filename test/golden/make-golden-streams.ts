/**
 * Writes the golden streams of a version: `node test/golden/make-golden-streams.ts NAME`. Until it is released they are written anew as often
 * as its forms change; then it is named below and never written again, because it stands for what is in people's stores.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { v5 as uuidFrom } from 'uuid'
import type { Deed } from '../../libs/deciding/decider.ts'
import { toStored, type Typed } from '../../libs/event-store/recorded.ts'
import { histories, type History } from '../../libs/plan/testing/histories.ts'
import { foldsOf, formsOf, type GoldenLine } from './golden-folds.ts'

const RELEASED: readonly string[] = ['first-version']
const GOLDEN = '7d1f2f0e-7c58-4a5e-9a3b-0c8f5b1e6d21'
const SEED = 20261122

type Turn = readonly [Deed, readonly Typed[]]

function linesOf(stream: string, turns: readonly Turn[]): readonly GoldenLine[] {
  const sequences: Record<string, number> = {}
  const lines: GoldenLine[] = []
  turns.forEach(([deed, events], turn) => {
    const commandId = uuidFrom(`${stream}/${String(turn)}`, GOLDEN)
    events.forEach((event, place) => {
      const sequence = (sequences[event.domain] ?? -1) + 1
      sequences[event.domain] = sequence
      const circumstances = {
        municipality: '0363',
        stream,
        revision: lines.length,
        sequence,
        recordedAt: deed.at,
        commandId,
        ...(place === 0 && { commandDigest: createHash('sha256').update(commandId).digest('base64url') }),
        correlationId: commandId.replaceAll('-', ''),
        causationId: commandId,
        traceparent: `00-${commandId.replaceAll('-', '')}-${commandId.slice(0, 8)}00000000-01`,
      }
      const drawn = toStored(event, deed, circumstances, formsOf(stream), anyCiphertext)
      // Ids are random, and a golden stream is the same each time it is made.
      const id = uuidFrom(String(place), commandId)
      lines.push({ id, type: drawn.type, body: drawn.body.replace(drawn.id, id), stream, revision: lines.length })
    })
  })
  return lines
}

/** The golden streams are about envelopes; a ciphertext is never opened here. */
const anyCiphertext = new Proxy<Record<string, unknown>>({}, { get: () => ({}) })

const turnsOf = (history: History): readonly Turn[] =>
  history.filter(({ events }) => events.length > 0).map(({ deed, events }) => [deed, events])

/** Histories until every kind of event has happened. */
function plans(): readonly (readonly Turn[])[] {
  const chosen: (readonly Turn[])[] = []
  const met = new Set<string>()
  for (const history of fc.sample(histories(160), { seed: SEED, numRuns: 600 })) {
    const types = history.flatMap(({ events }) => events.map(({ type }) => type))
    if (types.every((type) => met.has(type))) continue
    for (const type of types) met.add(type)
    chosen.push(turnsOf(history))
  }
  return chosen
}

const by = { kind: 'person', id: uuidFrom('administrator', GOLDEN), role: 'administrator', organisation: '00000099000000000001' } as const
const deed = (at: string): Deed => ({ by, at, activity: 'administration', legalBasis: 'Gemeentewet 160' })
const general = { domain: 'general', about: [] as string[] } as const
const person = uuidFrom('person', GOLDEN)
const READER = { reader: uuidFrom('reader', GOLDEN), domains: ['youth', 'wmo'] as const }
const inspection = {
  inspection: uuidFrom('inspection', GOLDEN),
  auditor: uuidFrom('auditor', GOLDEN),
  law: 'youth',
  plans: [uuidFrom('plan', GOLDEN)],
  recordedFrom: '2026-01-01T00:00:00.000Z',
  recordedUntil: '2026-07-01T00:00:00.000Z',
  openUntil: '2026-12-31T23:00:00.000Z',
  reason: { sealed: 'AAAAAAAAAAAAAAAAAAAAAA', sha256: 'A'.repeat(43) },
} as const
const TERMS = { ownPlanDays: 10, viewDays: 7, accountWorkingDays: 5, readingWorkingDays: 4, acuteReadingHours: 48, reviewWithinDays: 90, referralWorkingDays: 5 }
const AGES = [
  { domain: 'wmo', sight: 'own-sight', age: 12, article: 'Wmo 2015 5.3.2', inForceFrom: '2026-02-01', confirmed: true },
  { domain: 'participation', sight: 'parents', age: 18, article: 'BW 1:233', inForceFrom: '2026-03-01', confirmed: true },
] as const
const BASES = [{ domain: 'wmo', article: 'Wams 2.1', from: '2026-03-01', until: '2026-12-31' }] as const
const STEPS = [
  { step: 'talk', title: 'Praat met het gezin', rule: 'deviation-free' },
  { step: 'report', title: 'Meld binnen een dag', rule: 'with-second-reader' },
  { step: 'never-alone', title: 'Nooit alleen', rule: 'not-allowed' },
] as const

const OTHERS: Readonly<Record<string, readonly Turn[]>> = {
  [`person-${person}`]: [
    [deed('2026-03-02T09:00:00.000Z'), [{ ...general, about: [person], type: 'PersonJoinedPlan', person, plan: 'one', leading: 'one' } as Typed]],
    [deed('2026-03-03T09:00:00.000Z'), [{ ...general, about: [person], type: 'PersonJoinedPlan', person, plan: 'two', leading: 'one' } as Typed]],
    [deed('2026-03-04T09:00:00.000Z'), [{ ...general, about: [person], type: 'PersonLeftPlan', person, plan: 'one' } as Typed]],
  ],
  'protocol-meldcode': [
    [deed('2026-01-05T09:00:00.000Z'), [{ domain: 'youth', about: [], type: 'ProtocolRegistered', protocol: 'meldcode', title: 'Meldcode jeugd', owner: '00000099000000000001' } as Typed]],
    [deed('2026-01-05T09:01:00.000Z'), [{ domain: 'youth', about: [], type: 'ProtocolVersionPublished', protocol: 'meldcode', version: 1, inForceFrom: '2020-01-01T00:00:00.000Z', steps: STEPS } as Typed]],
    [deed('2026-02-05T09:01:00.000Z'), [{ domain: 'youth', about: [], type: 'ProtocolVersionPublished', protocol: 'meldcode', version: 2, inForceFrom: '2026-03-01T00:00:00.000Z', steps: STEPS.slice(1) } as Typed]],
  ],
  'municipality-0363': [
    [deed('2026-01-02T09:00:00.000Z'), [{ ...general, type: 'TermsSet', terms: { ...TERMS, version: 1 } } as Typed]],
    [deed('2026-01-02T09:00:30.000Z'), [{ ...general, type: 'AgesByLawSet', ages: { version: 1, rows: AGES } } as Typed]],
    [deed('2026-01-02T09:00:45.000Z'), [{ ...general, type: 'CoordinationBasesSet', bases: { version: 1, rows: BASES } } as Typed]],
    [deed('2026-01-02T09:01:00.000Z'), [{ ...general, type: 'ReaderPoolSet', pool: { version: 1, readers: [READER] } } as Typed]],
    [deed('2026-01-02T09:02:00.000Z'), [{ ...general, type: 'InspectionOpened', ...inspection }]],
    [deed('2026-01-02T09:03:00.000Z'), [{ ...general, type: 'InspectionOpened', ...inspection, inspection: person } as Typed]],
    [deed('2026-01-02T09:04:00.000Z'), [{ ...general, type: 'InspectionClosed', inspection: person } as Typed]],
  ],
}

const [name = 'next'] = process.argv.slice(2)
if (RELEASED.includes(name)) throw new Error(`${name} was released: what is in people's stores is not written anew`)
const folder = join(import.meta.dirname, name)
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
const streams = [
  ...plans().map((turns, place) => [`plan-${uuidFrom(`plan ${String(place)}`, GOLDEN)}`, turns] as const),
  ...Object.entries(OTHERS),
]
for (const [stream, turns] of streams) {
  const lines = linesOf(stream, turns)
  writeFileSync(join(folder, `${stream}.jsonl`), lines.map((line) => `${canonicalize(line) ?? ''}\n`).join(''))
  writeFileSync(join(folder, `${stream}.folds.json`), `${canonicalize(foldsOf(stream, lines)) ?? ''}\n`)
}
