/** Personal values on their way in: text that is not sealed yet. Types keep it out of every decider: a command holds `Sealed` where its unsealed form holds `Plain`. */
import { inspect } from 'node:util'
import type { Sealed } from '../deciding/decider.ts'

/** Whose key a value is sealed with, where that is not what the whole command is about. */
export interface Whose {
  readonly subjects: readonly string[]
}

export class Plain {
  readonly text: string
  readonly whose: Whose | undefined

  constructor(text: string, whose?: Whose) {
    // Half a surrogate pair has no UTF-8, so it could not come back from its ciphertext.
    this.text = text.toWellFormed()
    this.whose = whose
  }

  /** Never in clear in a log, an error or a JSON text by accident. */
  toJSON(): string {
    return '[personal]'
  }

  /** Nor on a console. */
  [inspect.custom](): string {
    return '[personal]'
  }
}

/** The command as it comes in: `Plain` wherever the decider will see `Sealed`. */
export type Unsealed<T> = T extends Sealed
  ? Plain
  : T extends readonly (infer Item)[]
    ? readonly Unsealed<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Unsealed<T[Key]> }
      : T

/** Blank text becomes absent before it is sealed, so that presence means something. */
export function plain(text: string | undefined, whose?: Whose): Plain | undefined {
  const trimmed = text?.trim()
  return trimmed === undefined || trimmed === '' ? undefined : new Plain(trimmed, whose)
}
