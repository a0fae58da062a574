/** Personal values on their way in, not sealed yet. Types keep them out of every decider: a command holds `Sealed` where its unsealed form holds `Plain`. */
import { inspect } from 'node:util'
import type { Sealable, Sealed } from '../deciding/decider.ts'

/** Whose key a value is sealed with, where that is not what the whole command is about. */
export interface Whose {
  readonly subjects: readonly string[]
}

export class Plain<Value extends Sealable = string> {
  /** Undefined: nothing, sealed all the same, so that from outside nobody sees whether something was said. */
  readonly value: Value | undefined
  readonly whose: Whose | undefined

  constructor(value: Value | undefined, whose?: Whose) {
    // Half a surrogate pair has no UTF-8, so it could not come back from its ciphertext.
    this.value = typeof value === 'string' ? (value.toWellFormed() as Value) : value
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
export type Unsealed<T> =
  T extends Sealed<infer Value>
    ? Plain<Value>
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
