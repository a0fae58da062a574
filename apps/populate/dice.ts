/** Chance that can be repeated: the same words give the same throws, on every machine. For made-up people; never for keys or draws that matter. */
import { createHash } from 'node:crypto'

export interface Dice {
  /** @param share from 0 (never) to 1 (always) */
  chance(share: number): boolean
  /** A whole number, both ends included. */
  whole(least: number, most: number): number
  pick<Option>(options: readonly Option[]): Option
  /** One of the options, each as often as its weight says beside the others'. */
  weighted<const Option>(options: readonly (readonly [option: Option, weight: number])[]): Option
}

/** Dice of their own for whatever is named: how often one is thrown changes nothing for another. */
export function diceNamed(...words: readonly (string | number)[]): Dice {
  const next = sfc32(createHash('sha256').update(JSON.stringify(words)).digest())
  const pick = <Option>(options: readonly Option[]): Option => {
    const option = options[Math.floor(next() * options.length)]
    if (option === undefined) throw new RangeError('there is nothing to pick from')
    return option
  }
  return {
    chance: (share) => next() < share,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick,
    weighted(options) {
      let left = next() * options.reduce((total, [, weight]) => total + weight, 0)
      for (const [option, weight] of options) if ((left -= weight) < 0) return option
      return pick(options)[0]
    },
  }
}

/** sfc32 by Chris Doty-Humphrey (PractRand 0.95, sfc.cpp): 128 bits of state, the last word a counter. @returns numbers from 0 to below 1 */
function sfc32(seed: Buffer): () => number {
  let [a, b, c, counter] = [seed.readInt32LE(0), seed.readInt32LE(4), seed.readInt32LE(8), 1]
  const next = () => {
    const thrown = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + thrown
    return (thrown >>> 0) / 2 ** 32
  }
  // The first throws still show the seed (as in the original, which throws twelve away).
  for (let warmingUp = 0; warmingUp < 12; warmingUp += 1) next()
  return next
}
