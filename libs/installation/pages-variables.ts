/** The settings of the pages that people look at. */
import { asWritten, path, wholeNumber, type Variable } from './variable.ts'

const withoutSlash = (text: string) => text.replace(/\/+$/, '')

export const PAGES_VARIABLES: Readonly<Record<string, Variable>> = {
  SAMENSPEL_PAGES_PORT: {
    setting: 'pagesPort',
    meaning:
      'TCP port of the pages; without it 8081 where the API is at 8080, and elsewhere none are served beside it.',
    read: wholeNumber,
  },
  SAMENSPEL_PAGES_URL: {
    setting: 'pagesUrl',
    meaning: 'URL at which browsers reach the pages; without it the address they listen on.',
    read: withoutSlash,
  },
  SAMENSPEL_PAGES_API: {
    setting: 'pagesApi',
    meaning:
      'URL of the API, without /v1, for pages in a process of their own; without it SAMENSPEL_PUBLIC_URL. Beside an API they ask that one.',
    read: withoutSlash,
  },
  SAMENSPEL_PAGES_CLIENT_ID: {
    setting: 'pagesClientId',
    default: 'samenspel-pages',
    meaning: 'What the issuer knows the pages by, as a client.',
    read: asWritten,
  },
  SAMENSPEL_PAGES_CLIENT_SECRET_FILE: {
    setting: 'pagesClientSecretFile',
    meaning: 'File of the secret of that client; without it a public client, with PKCE as any.',
    read: path,
  },
  SAMENSPEL_PAGES_KEY_FILE: {
    setting: 'pagesKeyFile',
    meaning:
      'File of 32 random bytes that the cookies of who is signed in are encrypted with, the same for every process of one address; without it a key of the process, and who is signed in signs in again after a start.',
    read: path,
  },
}
