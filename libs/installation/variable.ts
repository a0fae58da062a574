/** One variable of the environment that is a setting, and how its text is read. */
import { join, resolve } from 'node:path'
import type { Configuration } from './settings.ts'

type Setting = Exclude<keyof Configuration, 'production' | 'usesDevelopmentIssuer'>

export interface Variable {
  readonly setting: Setting
  /** As documented; absent means that the setting is absent too. */
  readonly default?: string
  readonly meaning: string
  readonly read: (text: string, variables: NodeJS.ProcessEnv) => unknown
}

export const asWritten = (text: string) => text
export const wholeNumber = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN)
export const list = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

export const IN_THE_DATA_DIR = '<data dir>/'
export const DEFAULT_DATA_DIR = './data'

export function path(text: string, { SAMENSPEL_DATA_DIR }: NodeJS.ProcessEnv): string {
  if (!text.startsWith(IN_THE_DATA_DIR)) return resolve(text)
  return resolve(join(SAMENSPEL_DATA_DIR?.trim() || DEFAULT_DATA_DIR, text.slice(IN_THE_DATA_DIR.length)))
}
