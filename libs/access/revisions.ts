/** Places in a stream as one short text: `0-17,19,22-40`. What an answer was made of, and what it told, is kept so beside every look. */

/** @param revisions in ascending order */
export function asRanges(revisions: readonly number[]): string {
  const ranges: string[] = []
  let first: number | undefined
  let last = -1
  const close = () => {
    if (first !== undefined) ranges.push(first === last ? String(first) : `${String(first)}-${String(last)}`)
  }
  for (const revision of revisions) {
    if (first === undefined || revision !== last + 1) {
      close()
      first = revision
    }
    last = revision
  }
  close()
  return ranges.join(',')
}

const RANGE = /^(\d+)(?:-(\d+))?$/

/** Each range with its ends, both included; what is no range is none. */
function rangesIn(text: string): readonly (readonly [number, number])[] {
  return text.split(',').flatMap((part) => {
    const [, first, last] = RANGE.exec(part) ?? []
    return first === undefined ? [] : [[Number(first), Number(last ?? first)] as const]
  })
}

/** Every place of the text, in its order. */
export const revisionsIn = (text: string): readonly number[] =>
  rangesIn(text).flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, place) => first + place))

/** Whether any of its places is one of these. */
export const holdsAnyOf = (text: string, revisions: ReadonlySet<number>): boolean =>
  rangesIn(text).some(([first, last]) => {
    for (let revision = first; revision <= last; revision += 1) if (revisions.has(revision)) return true
    return false
  })
