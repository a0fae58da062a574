/** What the pages are served with, from the settings of the installation. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Configuration } from '../../libs/installation/settings.ts'
import { readRootKey, ROOT_KEY_BYTES } from '../../libs/sealing/root-key.ts'
import type { PagesSettings } from './settings.ts'

/** A setting without which the pages cannot be served. */
export class PagesNotSet extends Error {}

/**
 * @param api where the API is, without `/v1`
 * @throws RootKeyUnusable, or the fault of reading the client's secret
 */
export function settingsOf(configuration: Configuration, api: string): PagesSettings {
  const { oidcIssuer, oidcAudience: audience, pagesUrl: url, pagesKeyFile } = configuration
  const { pagesClientId: clientId, pagesClientSecretFile: file } = configuration
  const key = pagesKeyFile === undefined ? randomBytes(ROOT_KEY_BYTES) : readRootKey(pagesKeyFile).export()
  const clientSecret = file === undefined ? undefined : readFileSync(file, 'utf8').trim()
  const issuer = { at: oidcIssuer ?? api, isForDevelopment: oidcIssuer === undefined, clientId, clientSecret, audience }
  return { api: `${api}/v1`, url, issuer, key }
}

const USUAL_PORT = 8_080

/** Where the pages listen; beside an API that is elsewhere than usual only where that is said. */
export const portOfPages = ({ pagesPort, port }: Configuration): number | undefined =>
  pagesPort ?? (port === USUAL_PORT ? USUAL_PORT + 1 : undefined)

/** @throws PagesNotSet */
export function apiOf({ pagesApi, publicUrl }: Configuration): string {
  const api = pagesApi ?? publicUrl
  if (api === undefined)
    throw new PagesNotSet('The pages ask an API: set SAMENSPEL_PAGES_API, or SAMENSPEL_PUBLIC_URL, to where it is')
  return api
}
