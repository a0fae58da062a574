/** An answer too large to be held whole: made ready, written and forgotten a piece at a time, no faster than it is taken. */
import { Readable } from 'node:stream'
import { StreamableFile, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common'
import { map, type Observable } from 'rxjs'

/** A part of an answer as its reader gets it: of a list without the items that are not for them, of an object without such members. */
export type Shown = (part: unknown) => Promise<unknown>

/** What an answer may weigh to be made ready at once, and a piece of a larger one: in objects, a sealed text counting for four. */
const AT_ONCE = 1_000
const PIECE = 500
const OF_A_SEALED_TEXT = 4

/** The answer as its reader gets it, or, where it is large, the promise of that. */
export const shownInPieces = async (answer: unknown, shown: Shown): Promise<unknown> =>
  isObject(answer) && weightOf(answer, AT_ONCE) > AT_ONCE ? new InPieces({}, answer, shown) : shown(answer)

/** An answer with these members before its own. */
export const beside = (head: object, answer: unknown): object =>
  answer instanceof InPieces ? answer.beside(head) : { ...head, ...(answer as object) }

export class InPieces {
  readonly #head: object
  readonly #answer: object
  readonly #shown: Shown

  constructor(head: object, answer: object, shown: Shown) {
    this.#head = head
    this.#answer = answer
    this.#shown = shown
  }

  beside(head: object): InPieces {
    return new InPieces({ ...head, ...this.#head }, this.#answer, this.#shown)
  }

  /** Its JSON, a piece at a time. */
  async *json(): AsyncGenerator<string, void, undefined> {
    const head = JSON.stringify(this.#head).slice(1, -1)
    if (head === '') yield* jsonOf(this.#answer, this.#shown)
    else yield* inParts('{', head, membersOf(this.#answer, this.#shown), '}')
  }
}

/** Streams what is large, and leaves all else as it is. */
export class LargeAnswers implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(map(asPayload))
  }
}

export function asPayload(answer: unknown): unknown {
  if (!isObject(answer)) return answer
  const isLarge = answer instanceof InPieces || Object.values(answer).some((member) => member instanceof InPieces)
  if (!isLarge) return answer
  const pieces = answer instanceof InPieces ? answer.json() : inParts('{', '', membersAsTheyAre(answer), '}')
  return new StreamableFile(Readable.from(pieces, { objectMode: false }), { type: 'application/json; charset=utf-8' })
}

function* membersAsTheyAre(answer: object): Generator<Part, void, undefined> {
  for (const [name, member] of Object.entries(answer) as [string, unknown][])
    if (member instanceof InPieces) yield { before: `${JSON.stringify(name)}:`, pieces: member.json() }
    else if (member !== undefined) yield { text: `${JSON.stringify(name)}:${JSON.stringify(member)}` }
}

/** Members or items with commas between them: small ones together, a large one piece by piece. */
type Part = { readonly text: string } | { readonly before: string; readonly pieces: AsyncIterable<string> }

async function* inParts(
  open: string,
  head: string,
  parts: AsyncIterable<Part> | Iterable<Part>,
  close: string,
): AsyncGenerator<string, void, undefined> {
  yield open + head
  let isFirst = head === ''
  for await (const part of parts) {
    const comma = isFirst ? '' : ','
    isFirst = false
    if ('text' in part) yield comma + part.text
    else {
      yield comma + part.before
      yield* part.pieces
    }
  }
  yield close
}

async function* jsonOf(node: object, shown: Shown): AsyncGenerator<string, void, undefined> {
  if (Array.isArray(node)) yield* inParts('[', '', itemsOf(node, shown), ']')
  else yield* inParts('{', '', membersOf(node, shown), '}')
}

async function* itemsOf(items: readonly unknown[], shown: Shown): AsyncGenerator<Part, void, undefined> {
  for (const run of runsOf(items, (item) => item)) {
    const [only] = run
    if (isLargeAlone(run, only)) yield { before: '', pieces: jsonOf(only, shown) }
    else yield* textIn(await shown(run))
  }
}

async function* membersOf(node: object, shown: Shown): AsyncGenerator<Part, void, undefined> {
  for (const run of runsOf(Object.entries(node) as [string, unknown][], ([, member]) => member)) {
    const [name, member] = run[0] ?? ['', undefined]
    if (isLargeAlone(run, member)) yield { before: `${JSON.stringify(name)}:`, pieces: jsonOf(member, shown) }
    else yield* textIn(await shown(Object.fromEntries(run)))
  }
}

const isLargeAlone = (run: readonly unknown[], node: unknown): node is object =>
  run.length === 1 && isObject(node) && weightOf(node, PIECE) > PIECE

/** What stands between the brackets, where anything does. */
function* textIn(shown: unknown): Generator<Part, void, undefined> {
  const text = JSON.stringify(shown).slice(1, -1)
  if (text !== '') yield { text }
}

/** Neighbours that weigh a piece together, and alone what weighs more. */
function* runsOf<One>(all: readonly One[], nodeOf: (one: One) => unknown): Generator<readonly One[], void, undefined> {
  let run: One[] = []
  let weight = 0
  for (const one of all) {
    const more = weightOf(nodeOf(one), PIECE)
    if (run.length > 0 && weight + more > PIECE) {
      yield run
      run = []
      weight = 0
    }
    run.push(one)
    weight += more
  }
  if (run.length > 0) yield run
}

/** Never counts far beyond `most`. */
function weightOf(node: unknown, most: number): number {
  if (!isObject(node)) return 0
  if ('sealed' in node && 'sha256' in node) return OF_A_SEALED_TEXT
  let weight = 1
  for (const part of Object.values(node)) {
    if (weight > most) break
    weight += weightOf(part, most - weight)
  }
  return weight
}

const isObject = (node: unknown): node is object => typeof node === 'object' && node !== null
