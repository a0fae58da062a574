/** How often a process said in its log that an engine is missing, and that it is back. */

export interface Counts {
  missing: number
  back: number
}

/** By engine, as the log names it. */
export function countsIn(log: string): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Counts>()
  for (const line of log.split('\n')) {
    const kind = /"msg":"an engine is (missing|back)"/.exec(line)?.[1] as keyof Counts | undefined
    const engine = /"engine":"([^"]*)"/.exec(line)?.[1]
    if (kind === undefined || engine === undefined) continue
    const known = counts.get(engine) ?? { missing: 0, back: 0 }
    known[kind] += 1
    counts.set(engine, known)
  }
  return counts
}

/** Of each engine once that it is missing, and as often that it is back: what is otherwise, in words. */
export const unevenIn = (who: string, counts: ReadonlyMap<string, Counts>): readonly string[] =>
  [...counts]
    .filter(([, { missing, back }]) => missing > 1 || missing !== back)
    .map(
      ([engine, { missing, back }]) =>
        `${who} said ${String(missing)} times that ${engine} is missing, ${String(back)} times that it is back`,
    )
