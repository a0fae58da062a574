/** Where a page is shown: in what language, to whom and for what purpose. Every part of a page may ask. */
import { createContext, useContext } from 'hono/jsx'
import type { InWords, Language } from '../language.ts'
import type { Purpose } from '../sign-in/roles.ts'
import type { Session } from '../sign-in/session.ts'

export interface Here {
  readonly language: Language
  /** The path of this page, without its query. */
  readonly path: string
  /** Milliseconds since 1970. */
  readonly now: number
  readonly session?: Session
  readonly purpose?: Purpose
  /** They come from a form, and what they sent is there. */
  readonly isDone?: boolean
}

export const HereContext = createContext<Here | undefined>(undefined)

export function useHere(): Here {
  const here = useContext(HereContext)
  if (here === undefined) throw new Error('a page is shown nowhere')
  return here
}

export type Say = (nl: string, en: string) => string

export const sayIn =
  (language: Language): Say =>
  (nl, en) =>
    language === 'nl' ? nl : en

/** What is said in the language of the page. */
export const useSay = (): Say => sayIn(useHere().language)

/** Words of the API, in the language of the page. */
export function useWords(): (words: InWords) => string {
  const { language } = useHere()
  return (words) => words[language]
}
