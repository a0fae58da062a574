/** Rounds in which every contender has its turn, so that what the machine does meanwhile happens to all; and what is left of many rounds: least, median, most. */

export interface Spread {
  readonly min: number
  readonly median: number
  readonly max: number
}

/** One turn: how many units of work a second, or any other figure of which more is better. */
export type Turn = () => Promise<number>

/**
 * Every contender once a round, each round beginning with another one: a drift of the machine favours nobody.
 * The first round warms up and is not counted. @returns each contender's figures, one a round
 */
export async function interleaved<Name extends string>(
  turns: Readonly<Partial<Record<Name, Turn>>>,
  rounds: number,
): Promise<ReadonlyMap<Name, readonly number[]>> {
  const names = Object.keys(turns) as Name[]
  const figures = new Map<Name, number[]>(names.map((name) => [name, []]))
  for (let round = 0; round <= rounds; round += 1) {
    for (let place = 0; place < names.length; place += 1) {
      const name = names[(place + round) % names.length]
      const turn = name === undefined ? undefined : turns[name]
      if (name === undefined || turn === undefined) continue
      const figure = await turn()
      if (round > 0) figures.get(name)?.push(figure)
    }
  }
  return figures
}

export function spreadOf(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((one, other) => one - other)
  const middle = sorted.length / 2
  const [low = Number.NaN, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return { min: sorted[0] ?? Number.NaN, median: (low + high) / 2, max: sorted.at(-1) ?? Number.NaN }
}

/** Round by round, ours as a multiple of theirs. */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): Spread {
  return spreadOf(ours.map((figure, round) => figure / (theirs[round] ?? Number.NaN)))
}
