/** Drawing a second reader again: the same pool, seed and exclusions give the same reader to whoever draws. */
import { readFileSync } from 'node:fs'
import { LEGAL_DOMAINS } from '../../libs/deciding/domains.ts'
import { drawReader, type ReaderPool } from '../../libs/municipality/second-readers.ts'
import { readerPool, type Dossier, type Entry } from './answers.ts'
import { NoAnswer, type Api } from './api.ts'
import type { Asked } from './arguments.ts'
import type { Language } from './command-line.ts'
import type { Screen } from './screen.ts'

/** A draw as its event has it, and what came of drawing again. */
export interface DrawnAgain {
  readonly revision: number
  readonly reader: string
  readonly pool: number
  readonly seed: string
  readonly excluded: readonly string[]
  /** `unknown`: the pool of that version could not be read. */
  readonly verdict: 'agrees' | 'differs' | 'unknown'
  /** Who is drawn now, where that is not the same. */
  readonly again?: string
}

/** Every draw of a dossier, drawn again from the pool as it can be read now. */
export function drawnAgain({ deviation, events }: Dossier, pool: ReaderPool): readonly DrawnAgain[] {
  return events.flatMap(({ type, revision, data }: Entry): readonly DrawnAgain[] => {
    if (type !== 'ReaderDrawn') return []
    const drawn = {
      revision,
      reader: String(data.reader),
      pool: Number(data.pool),
      seed: String(data.seed),
      excluded: Array.isArray(data.excluded) ? data.excluded.map(String) : [],
    }
    const domain = LEGAL_DOMAINS.find((each) => each === deviation.domain)
    if (domain === undefined || pool.version !== drawn.pool || !/^[0-9a-f]+$/.test(drawn.seed))
      return [{ ...drawn, verdict: 'unknown' }]
    const again = drawReader(pool, domain, drawn.excluded, drawn.seed)
    if (again === drawn.reader) return [{ ...drawn, verdict: 'agrees' }]
    return [{ ...drawn, verdict: 'differs', ...(again !== undefined && { again }) }]
  })
}

export const currentPool = async (api: Api): Promise<ReaderPool> => readerPool(await api.get('/second-readers'))

/** A draw by hand: prints who reads. */
export async function draw(
  { domain, seed, excluded, pool: file }: Extract<Asked, { command: 'draw' }>,
  api: Api,
  screen: Screen,
  language: Language,
): Promise<void> {
  const pool = file === undefined ? await currentPool(api) : poolIn(file)
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
