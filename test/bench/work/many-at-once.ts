/** Work done by so many at once, each beginning again when it is done, for about so long. */
import type { Worked } from '../contender.ts'

/** @param one a unit of work of the writer of this number */
export async function manyAtOnce(
  writers: number,
  forMs: number,
  one: (writer: number) => Promise<unknown>,
): Promise<Worked> {
  const began = performance.now()
  let units = 0
  const write = async (writer: number): Promise<void> => {
    while (performance.now() - began < forMs) {
      await one(writer)
      units += 1
    }
  }
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
  return { units, ms: performance.now() - began }
}
