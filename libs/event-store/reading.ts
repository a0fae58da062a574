/** What every adapter's reads have in common; where the events come from is the adapter's affair. */

/** How many events a read may return, as an integer that every store understands. */
export const atMost = (limit: number): number => Math.max(0, Math.min(Math.floor(limit), Number.MAX_SAFE_INTEGER))

/** The answer of a store that need not wait for it, as the promise that the port gives; what it throws becomes the rejection. */
export function promised<Answer>(answer: () => Answer): Promise<Answer> {
  return new Promise((resolve) => {
    resolve(answer())
  })
}
