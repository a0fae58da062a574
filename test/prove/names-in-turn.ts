/** Answers of an installation with what is new each time under names by order of first appearance: ids of events, tags, positions, cursors. Two are the same where these change at the same places. */
import type { Answer } from './installation.ts'

/** Says when, over which connection, and nothing else. */
const OF_THE_MOMENT = new Set(['date', 'connection', 'keep-alive'])

/** What caused a partner's event is made of a command's id, which some commands of our own have by chance. */
const MADE_UP =
  /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![\w-])(?:[\w-]{22}|[\w-]{43})(?![\w-])|(?<=cursor=)[\w-]+|(?<="causationid":")[\w-]+/g

export class Named {
  readonly #names = new Map<string, string>()

  /** All of an answer that its asker gets, as text. */
  told({ status, headers, text }: Answer): string {
    const said = Object.entries(headers).filter(([name]) => !OF_THE_MOMENT.has(name))
    return `${String(status)} ${text}\n${JSON.stringify(said)}`.replace(MADE_UP, (word) => this.#named(word))
  }

  /** As long as what it stands for, so that nothing is the shorter for it. */
  #named(word: string): string {
    const known = this.#names.get(word)
    if (known !== undefined) return known
    const name = `<${String(this.#names.size)}>`.padEnd(word.length, '.')
    this.#names.set(word, name)
    return name
  }
}
