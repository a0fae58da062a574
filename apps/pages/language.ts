/** The language of a page: Dutch, unless somebody chose English here or their browser asks for it. */
import type { FastifyRequest } from 'fastify'

export type Language = 'nl' | 'en'

/** In the words of both languages, as the API has them. */
export type InWords = Readonly<Record<Language, string>>

export const LANGUAGE_COOKIE = 'samenspel-language'

export const isLanguage = (value: unknown): value is Language => value === 'nl' || value === 'en'

export function languageOf({ cookies, headers }: FastifyRequest): Language {
  const chosen = cookies[LANGUAGE_COOKIE]
  if (isLanguage(chosen)) return chosen
  const preferred = /\b(nl|en)\b/i.exec(headers['accept-language'] ?? '')?.[1]?.toLowerCase()
  return preferred === 'en' ? 'en' : 'nl'
}
