/** A command line as given: options, places, and everything that is wrong with them, in both languages. Which of them mean what is said elsewhere. */
import { parseArgs } from 'node:util'
import type { InWords } from '../../libs/plan/part.ts'

export type Language = keyof InWords

export interface Options<Text extends string, Flag extends string> {
  readonly texts: readonly Text[]
  readonly flags: readonly Flag[]
}

export class CommandLine<Text extends string, Flag extends string> {
  readonly places: readonly string[]
  readonly #known: Options<Text, Flag>
  readonly #values: Readonly<Record<string, readonly unknown[]>>
  readonly #faults: InWords[] = []

  constructor(args: readonly string[], known: Options<Text, Flag>) {
    const { values, positionals } = parseArgs({
      // A space keeps a negative number from being taken for an option.
      args: args.map((each) => (/^-\d+$/.test(each) ? ` ${each}` : each)),
      // Not strict: strict parsing stops at the first fault.
      strict: false,
      allowPositionals: true,
      options: {
        ...Object.fromEntries(known.texts.map((name) => [name, { type: 'string', multiple: true } as const])),
        ...Object.fromEntries(known.flags.map((name) => [name, { type: 'boolean', multiple: true } as const])),
      },
    })
    this.places = positionals.map((each) => each.trim())
    this.#known = known
    this.#values = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat()]))
  }

  /** Wrong is wrong once. */
  fault(nl: string, en: string): void {
    if (!this.#faults.some((known) => known.en === en)) this.#faults.push({ nl, en })
  }

  expects(what: string, { nl, en }: InWords): void {
    this.fault(`${what}: verwacht ${nl}`, `${what}: expected ${en}`)
  }

  faults(language: Language): readonly string[] {
    return this.#faults.map((words) => words[language])
  }

  isFlagged(name: Flag): boolean {
    return this.#values[name]?.includes(true) === true
  }

  text(name: Text): string | undefined {
    const [value] = this.#values[name] ?? []
    return typeof value === 'string' && value !== '' ? value : undefined
  }

  /** An option's value, if it is given and right; one that is wrong is a fault. */
  read<Right extends string>(name: Text, isRight: (text: string) => text is Right, expected: InWords): Right | undefined
  read(name: Text, isRight: (text: string) => boolean, expected: InWords): string | undefined
  read(name: Text, isRight: (text: string) => boolean, expected: InWords): string | undefined {
    const text = this.text(name)
    if (text === undefined || isRight(text)) return text
    this.expects(`--${name}`, expected)
    return undefined
  }

  mustHave(name: Text, expected: InWords): void {
    if (this.text(name) === undefined) this.expects(`--${name}`, expected)
  }

  onlyTakes(command: string, options: readonly (Text | Flag)[]): void {
    for (const [name, given] of Object.entries(this.#values)) {
      const isText = this.#known.texts.some((each) => each === name)
      const isFlag = this.#known.flags.some((each) => each === name)
      if (!isText && !isFlag) this.fault(`--${name} bestaat niet`, `--${name} is not an option`)
      else if (!options.some((each) => each === name))
        this.fault(`--${name} hoort niet bij ${command}`, `--${name} does not belong to ${command}`)
      else if (isText && given.some((each) => typeof each !== 'string' || each === ''))
        this.fault(`--${name} vraagt een waarde`, `--${name} needs a value`)
      else if (isFlag && given.some((each) => each !== true))
        this.fault(`--${name} neemt geen waarde`, `--${name} takes no value`)
      else if (given.length > 1) this.fault(`--${name} staat er meer dan eens`, `--${name} is given more than once`)
    }
  }

  /** @param takes what is expected behind the command, by name */
  onlyPlaces(places: readonly string[], takes: readonly string[]): void {
    for (const missing of takes.slice(places.length)) this.fault(`${missing} ontbreekt`, `${missing} is missing`)
    for (const extra of places.slice(takes.length).map((each) => JSON.stringify(each)))
      this.fault(`${extra} hoort nergens bij`, `${extra} belongs to nothing`)
  }
}
