/** What somebody is writing: one form, from when they opened it until it is sent, in the words of the API where it said no. */
import { createContext, useContext } from 'hono/jsx'
import type { Problem } from '../asking.ts'
import type { Entry } from '../history/entry.ts'

export type Typed = Readonly<Record<string, string>>

export interface Writing {
  /** One a form, in its address: sent twice, by a double tap or after going back, it has one effect. */
  readonly key: string
  /** Whose words these are: on a shared screen nobody sends what another typed. */
  readonly by: string
  /** The tag of what its writer had before them, and the revision of that, where there is one. */
  readonly seen: string
  readonly revision: number | undefined
  readonly typed: Typed
  readonly problem: Problem | undefined
  /** What its writer saw happen while they wrote; undefined where nothing changed. */
  readonly changes: readonly Entry[] | undefined
}

export const WritingContext = createContext<Writing | undefined>(undefined)

export function useWriting(): Writing {
  const writing = useContext(WritingContext)
  if (writing === undefined) throw new Error('a field stands outside its form')
  return writing
}

/** What the kit sends along, and nobody typed. */
export const UNTYPED = ['form', 'by', 'seen', 'revision'] as const

export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
