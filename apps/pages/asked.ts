/** What a page is made from, and what a page is. */
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Api } from './asking.ts'
import type { Language } from './language.ts'
import type { Session } from './sign-in/session.ts'

/** Whoever asks for it, for what, and the API as them. */
export interface Asked {
  readonly api: Api
  readonly session: Session
  /** The purpose of the page, as the register names it. */
  readonly purpose: string
  readonly language: Language
  /** Of the page, without its query. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly form: Readonly<Record<string, string>>
}

/** Its HTML, in which every text is escaped. */
export type Page = HtmlEscapedString | Promise<HtmlEscapedString>

/** A page with its status, or where to go instead, where it is said that something was done. */
export type Made = { readonly page: Page; readonly status?: number } | { readonly goTo: string; readonly isDone?: true }

export const planIdOf = ({ params }: Asked): string => params['planId'] ?? ''

export const pathOfPlan = (asked: Asked): string => `/${asked.purpose}/plans/${planIdOf(asked)}`
