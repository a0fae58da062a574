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
