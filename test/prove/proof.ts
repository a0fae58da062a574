/** What a proof is asked, and what it found. */

export interface Asked {
  /** What a trial is, each proof says itself. */
  readonly trials: number
  /** Whether the fault that the proof is there to find is planted: it must find it. */
  readonly planted: boolean
  /** What chance begins with, where a run is to be had again; by default another each time. */
  readonly seed?: number
  readonly say: (line: string) => void
}

export interface Proof {
  readonly promise: string
  readonly trials: number
  /** Of the trials, or of what came of them; 0 where the promise was kept. */
  readonly failures: number
  readonly details: Readonly<Record<string, unknown>>
}

export interface Provable {
  /** Where nobody says how many. */
  readonly trials: number
  /** Whether its trials are those of a list: more than there are cannot be done. */
  readonly isOfAList?: boolean
  readonly load: () => Promise<(asked: Asked) => Promise<Proof>>
}

/** @throws Error where fewer trials were done than asked: what was not tried is not shown */
export async function proved({ load, isOfAList = false }: Provable, asked: Asked): Promise<Proof> {
  const prove = await load()
  const proof = await prove(asked)
  // With a fault planted a trial is often a fault, of which there are so many.
  const atLeast = isOfAList || asked.planted ? 1 : asked.trials
  if (!(proof.trials >= atLeast))
    throw new Error(
      `${String(proof.trials)} trials were done of ${String(asked.trials)}: ${JSON.stringify(proof.details)}`,
    )
  return proof
}

export const newSeed = (): number => Date.now() % 1_000_000_007

export const plant = (name: string): URL => new URL(`./plants/${name}.ts`, import.meta.url)

/** A line at each tenth of the way. */
export function progress(trials: number, say: (line: string) => void): () => void {
  const step = Math.max(1, Math.ceil(trials / 10))
  let done = 0
  return () => {
    done += 1
    if (done % step === 0) say(`${String(done)} of ${String(trials)}`)
  }
}
