/** Drawing a second reader again: the same pool, seed and exclusions give the same reader to whoever draws. */
import { readFileSync } from 'node:fs'
import { LEGAL_DOMAINS } from '../../libs/deciding/domains.ts'
import { drawReader, type ReaderPool } from '../../libs/municipality/second-readers.ts'
import type { PlanEvent } from '../../libs/plan/plan.ts'
import { readerPool, type Entry } from './answers.ts'
import { ApiProblem, NoAnswer, type Api } from './api.ts'
import type { Asked } from './arguments.ts'
import type { Language } from './command-line.ts'
import type { StoredFactsOf } from './envelopes.ts'
import type { Screen } from './screen.ts'

/** A draw as its event has it, and what came of drawing again. */
export interface DrawnAgain {
  readonly revision: number
  readonly reader: string
  readonly pool: number
  readonly seed: string
  readonly excluded: readonly string[]
  /** `unknown`: the pool of that version could not be read; `unopened`: what was drawn from stands in envelopes that are not for this auditor. */
  readonly verdict: 'agrees' | 'differs' | 'unknown' | 'unopened'
  /** Who is drawn now, where that is not the same. */
  readonly again?: string
}

/** The pool as it was in a version; undefined where the API has no such version. */
export type PoolOf = (version: number) => Promise<ReaderPool | undefined>

/** Each version is asked for once. */
export function poolsOf(api: Api): PoolOf {
  const known = new Map<number, Promise<ReaderPool | undefined>>()
  return (version) => {
    const pool = known.get(version) ?? poolThen(api, version)
    known.set(version, pool)
    return pool
  }
}

async function poolThen(api: Api, version: number): Promise<ReaderPool | undefined> {
  try {
    return readerPool(await api.get('/second-readers', { version }))
  } catch (fault) {
    if (fault instanceof ApiProblem && fault.status === 404) return undefined
    throw fault
  }
}

/** Of a deviation, of the reasons to adopt a goal without hearing someone, and of what someone would share. */
const DRAWS: readonly string[] = [
  'ReaderDrawn',
  'AdoptionExceptionReasoned',
  'ExceptionReaderDrawn',
  'SharingReaderDrawn',
] satisfies PlanEvent['type'][]

/** What an event drew, drawn again from the pool as it was then; undefined for an event that drew nobody. */
export async function drawnAgain(
  entry: Entry,
  poolOf: PoolOf,
  storedFactsOf: StoredFactsOf,
): Promise<DrawnAgain | undefined> {
  const { type, revision, domain: of } = entry
  if (!DRAWS.includes(type)) return undefined
  const stored = await storedFactsOf(entry)
  const data = stored ?? entry.data
  const drawn = {
    revision,
    reader: String(data.reader),
    pool: Number(data.pool),
    seed: String(data.seed),
    excluded: Array.isArray(data.excluded) ? data.excluded.map(String) : [],
  }
  if (stored === undefined) return { ...drawn, verdict: 'unopened' }
  const domain = LEGAL_DOMAINS.find((each) => each === of)
  const canDraw = domain !== undefined && Number.isSafeInteger(drawn.pool) && /^[0-9a-f]+$/.test(drawn.seed)
  const pool = canDraw ? await poolOf(drawn.pool) : undefined
  if (domain === undefined || pool?.version !== drawn.pool) return { ...drawn, verdict: 'unknown' }
  const again = drawReader(pool, domain, drawn.excluded, drawn.seed)
  if (again === drawn.reader) return { ...drawn, verdict: 'agrees' }
  return { ...drawn, verdict: 'differs', ...(again !== undefined && { again }) }
}

/** Every draw among these events. */
export async function allDrawnAgain(
  events: readonly Entry[],
  poolOf: PoolOf,
  storedFactsOf: StoredFactsOf,
): Promise<readonly DrawnAgain[]> {
  const draws: DrawnAgain[] = []
  for (const entry of events) {
    const draw = await drawnAgain(entry, poolOf, storedFactsOf)
    if (draw !== undefined) draws.push(draw)
  }
  return draws
}

/** What came of drawing again, in a line. */
export function drawnAgainInWords({ pool, verdict, again = '—' }: DrawnAgain, language: Language): string {
  return VERDICTS[verdict][language](pool, again)
}

/** A draw by hand: prints who reads. */
export async function draw(
  { domain, seed, excluded, pool: file, version }: Extract<Asked, { command: 'draw' }>,
  api: Api,
  screen: Screen,
  language: Language,
): Promise<void> {
  const query = version === undefined ? {} : { version }
  const pool = file === undefined ? readerPool(await api.get('/second-readers', query)) : poolIn(file)
  const reader = drawReader(pool, domain, excluded, seed)
  if (reader === undefined) throw new NoAnswer(NOBODY[language])
  screen.note(FROM_POOL[language](pool.version))
  await screen.line(reader)
}

function poolIn(file: string): ReaderPool {
  const text = readFileSync(file, 'utf8')
  try {
    return readerPool(JSON.parse(text))
  } catch (fault) {
    throw fault instanceof SyntaxError ? new NoAnswer(`${file}: no JSON`) : fault
  }
}

const NOBODY = { nl: 'Er is niemand te loten.', en: 'Nobody can be drawn.' } as const
const FROM_POOL = {
  nl: (version: number) => `Geloot uit de lezerspool, versie ${String(version)}.`,
  en: (version: number) => `Drawn from the pool of readers, version ${String(version)}.`,
} as const
const VERDICTS = {
  agrees: {
    nl: (version: number, _again: string) =>
      `= Opnieuw geloot uit versie ${String(version)} van de pool: dezelfde lezer.`,
    en: (version: number, _again: string) =>
      `= Drawn again from version ${String(version)} of the pool: the same reader.`,
  },
  differs: {
    nl: (version: number, again: string) =>
      `! LET OP: opnieuw geloot uit versie ${String(version)} van de pool komt er een andere lezer uit: ${again}.`,
    en: (version: number, again: string) =>
      `! MIND: drawn again from version ${String(version)} of the pool, it is another reader: ${again}.`,
  },
  unopened: {
    nl: (_version: number, _again: string) =>
      '? Niet opnieuw geloot: dat vraagt een open onderzoek dat dit plan noemt.',
    en: (_version: number, _again: string) => '? Not drawn again: that takes an open inspection that names this plan.',
  },
  unknown: {
    nl: (version: number, _again: string) => `? Niet opnieuw geloot: versie ${String(version)} van de pool is er niet.`,
    en: (version: number, _again: string) => `? Not drawn again: there is no version ${String(version)} of the pool.`,
  },
} as const
