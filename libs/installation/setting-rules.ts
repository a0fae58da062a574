/** What a setting may look like. Which setting has to, `configuration.ts` says. */
import { isIP } from 'node:net'
import { IsInt, IsOptional, Max, Min, ValidateBy, type ValidationOptions } from 'class-validator'
import ipaddr from 'ipaddr.js'
import { postgresUrlFaults } from '../postgres/place.ts'
import { isLoopback } from './loopback.ts'

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export const PROFILES = ['embedded', 'cluster'] as const

export const isHost = (value: unknown) =>
  typeof value === 'string' && (isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value))

export const isOrigin = (value: unknown) =>
  typeof value === 'string' && /^https?:/.test(value) && URL.parse(value)?.origin === value

/** OpenID Connect Discovery 1.0 §3: an issuer is a https URL without query or fragment. Plain http only reaches a provider on this machine. */
export function isIssuerUrl(value: unknown): boolean {
  const url = typeof value === 'string' ? URL.parse(value) : null
  if (url?.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
}

export const isPlaceOfLog = (value: unknown) =>
  typeof value === 'string' && (/^https?:/.test(value) ? isIssuerUrl(value) : value.trim() !== '')

export const areRanges = (value: unknown) =>
  Array.isArray(value) && value.every((one) => ipaddr.isValidCIDR(String(one)))

export const arePorts = (value: unknown) =>
  Array.isArray(value) && value.every((port) => Number.isInteger(port) && Number(port) > 0 && Number(port) < 65_536)

export const isBroker = (value: unknown) =>
  typeof value === 'string' && /^[a-z0-9.-]+:\d{1,5}$/i.test(value) && Number(value.split(':')[1]) <= 65_535

export const isOin = (value: unknown) => typeof value === 'string' && /^\d{20}$/.test(value)

export const areAll = (isOne: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(isOne)

export const check = (
  name: string,
  validate: (value: unknown) => boolean,
  message: ValidationOptions['message'] & {},
) => ValidateBy({ name, validator: { validate } }, { message })

/** A whole number of at least `least` and at most `most`, with one message whichever way it is wrong. */
export function WholeNumber(least: number, most: number): PropertyDecorator {
  const expected = { message: `a whole number from ${String(least)} to ${String(most)}` }
  return (target, property) => {
    for (const rule of [IsInt(expected), Min(least, expected), Max(most, expected)]) rule(target, property)
  }
}

/** Where something is reached, or nothing. */
export function HttpsUrl(): PropertyDecorator {
  return orAbsent(
    check('isHttpsUrl', isIssuerUrl, 'a https URL without user, query or fragment (http only on loopback)'),
  )
}

/** A value as an operator can recognise it, without a password that was put in a URL by mistake. */
export const quoted = (text: string) => JSON.stringify(text.replace(/\/\/.*@/s, '//…@').slice(0, 80))

/** A URL of PostgreSQL, with what is wrong with it, or nothing at all. */
export function PostgresUrl(): PropertyDecorator {
  const isRight = (value: unknown) => typeof value === 'string' && postgresUrlFaults(value).length === 0
  return orAbsent(
    check(
      'isPostgresUrl',
      isRight,
      ({ value }) => `a URL of PostgreSQL (${postgresUrlFaults(String(value)).join('; ')})`,
    ),
  )
}

const orAbsent =
  (rule: PropertyDecorator): PropertyDecorator =>
  (target, property) => {
    IsOptional()(target, property)
    rule(target, property)
  }
