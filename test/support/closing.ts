/** Closing what a test opened: each part has its turn whatever becomes of the others, and none is waited for for ever. */

/** Well within what Jest gives a hook, so that what hangs is named and what stands behind it is closed. */
const AT_MOST_MS = 20_000
/** Sooner, so that of a town that hangs it is told which part does. */
export const PART_OF_A_TOWN = { atMostMs: 15_000 } as const

/**
 * In the order given.
 * @param parts how each is closed, by the name it is told by where that fails
 * @throws Error, when all had their turn, naming each that failed or took too long
 */
export async function closeAll(
  parts: Readonly<Record<string, () => unknown>>,
  { atMostMs = AT_MOST_MS } = {},
): Promise<void> {
  const faults: string[] = []
  for (const [name, close] of Object.entries(parts))
    await inTime(close, atMostMs).catch((fault: unknown) => faults.push(`${name} (${String(fault)})`))
  if (faults.length > 0) throw new Error(`not closed: ${faults.join(', ')}`)
}

async function inTime(close: () => unknown, atMostMs: number): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(new Error(`it took longer than ${String(atMostMs)} ms`))
  }, atMostMs)
  try {
    await Promise.race([Promise.resolve().then(close), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
