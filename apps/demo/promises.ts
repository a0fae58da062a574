/** The promises of the story: each said in a sentence, checked as it is told, and counted at the end. */

export interface Promised {
  readonly promise: string
  readonly held: boolean
}

export interface Narrator {
  /** A line of the story. */
  tell(line: string): void
  /** A promise, and whether it held. */
  promise(promise: string, held: boolean): void
}

export class Narration implements Narrator {
  readonly #say: (line: string) => void
  readonly #promised: Promised[] = []

  constructor(say: (line: string) => void) {
    this.#say = say
  }

  get promised(): readonly Promised[] {
    return this.#promised
  }

  tell(line: string): void {
    this.#say(`  ${line}`)
  }

  promise(promise: string, held: boolean): void {
    this.#promised.push({ promise, held })
    this.#say(`    ${held ? '✔' : '✘'} ${promise}`)
  }
}

/** @returns the line that ends the story */
export function summaryOf(promised: readonly Promised[]): string {
  const held = promised.filter((one) => one.held).length
  return `${String(held)} promises held, ${String(promised.length - held)} broken`
}

/** 0 only if there were promises and every one of them held. */
export const exitStatusOf = (promised: readonly Promised[]): 0 | 1 =>
  promised.length > 0 && promised.every(({ held }) => held) ? 0 : 1
