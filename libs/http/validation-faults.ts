/** class-validator's errors as faults with a JSON Pointer each, in both languages. No value that was sent comes along. */
import type { ValidationError } from '@nestjs/common'
import { ownRules } from './own-rules.ts'
import type { Fault, FaultyPart, InBothLanguages } from './problem.ts'

/** More than this nobody mends at once, and an answer may not be many times as large as what was sent. */
export const FAULTS_AT_MOST = 200
const NAME_CHARACTERS_AT_MOST = 64

export const NO_OBJECT = {
  pointer: '',
  code: 'unknownValue',
  detail: {
    nl: 'De inhoud moet een object zijn met de beschreven velden',
    en: 'The body must be an object with the described fields',
  },
}

/** Every fault in the order of the properties, at most 200. */
export function faultsOf(errors: readonly ValidationError[], part?: FaultyPart): readonly Fault[] {
  const faults: Fault[] = []
  const collect = (found: readonly ValidationError[], path: string) => {
    for (const { property, constraints = {}, children = [] } of found) {
      // The error about a body as a whole names no property, whatever its type says.
      const named = property as string | undefined
      const pointer = named === undefined ? path : `${path}/${pointerToken(named)}`
      for (const [code, message] of Object.entries(constraints)) {
        if (faults.length === FAULTS_AT_MOST) return
        faults.push({ ...(part !== undefined && { in: part }), pointer, code, detail: inBothLanguages(message, named) })
      }
      collect(children, pointer)
    }
  }
  collect(errors, '')
  return faults
}

/** A name from the request, at most 64 characters of it, as a token of a JSON Pointer (RFC 6901 §3). */
export function pointerToken(name: string): string {
  return shortened(name).replaceAll('~', '~0').replaceAll('/', '~1')
}

const shortened = (name: string) =>
  name.length > NAME_CHARACTERS_AT_MOST ? `${name.slice(0, NAME_CHARACTERS_AT_MOST)}…` : name

/** class-validator's own sentences, without the property they begin with, and what they are in Dutch. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^should not exist$/, 'hoort er niet bij'],
  [/^should not be null or undefined$/, 'ontbreekt'],
  [/^should not be empty$/, 'mag niet leeg zijn'],
  [/^must be a string$/, 'moet tekst zijn'],
  [/^must be an integer number$/, 'moet een geheel getal zijn'],
  [/^must be a number conforming to the specified constraints$/, 'moet een getal zijn'],
  [/^must be a boolean value$/, 'moet true of false zijn'],
  [/^must be an array$/, 'moet een lijst zijn'],
  [/^must be an object$/, 'moet een object zijn'],
  [/^must be a UUID$/, 'moet een UUID zijn'],
  [/^must be an email$/, 'moet een e-mailadres zijn'],
  [/^must be a URL address$/, 'moet een webadres zijn'],
  [/^must be a valid ISO 8601 date string$/, 'moet een datum of tijdstip volgens ISO 8601 zijn'],
  [/^must be RFC 3339 date$/, 'moet een tijdstip volgens RFC 3339 zijn'],
  [/^must be one of the following values: (.*)$/, 'moet een van deze waarden zijn: $1'],
  [/^must be equal to (.*)$/, 'moet gelijk zijn aan $1'],
  [/^must match (.*) regular expression$/, 'moet voldoen aan $1'],
  [/^must be longer than or equal to (\d+) characters$/, 'moet ten minste $1 tekens lang zijn'],
  [/^must be shorter than or equal to (\d+) characters$/, 'mag ten hoogste $1 tekens lang zijn'],
  [
    /^must be longer than or equal to (\d+) and shorter than or equal to (\d+) characters$/,
    'moet $1 tot en met $2 tekens lang zijn',
  ],
  [/^must not be less than (\S+)$/, 'mag niet kleiner zijn dan $1'],
  [/^must not be greater than (\S+)$/, 'mag niet groter zijn dan $1'],
  [/^must contain at least (\d+) elements$/, 'moet ten minste $1 onderdelen hebben'],
  [/^must contain no more than (\d+) elements$/, 'mag ten hoogste $1 onderdelen hebben'],
  [/^must be either object or array$/, 'moet een object of een lijst zijn'],
]

function dutchOf(said: string): string | undefined {
  const [sentence, dutch] = SENTENCES.find(([known]) => known.test(said)) ?? []
  if (sentence !== undefined && dutch !== undefined) return said.replace(sentence, dutch)
  return ownRules().find(({ says }) => says.en === said)?.says.nl
}

/** A message that is neither class-validator's nor a rule's of ours stays as it was written. */
function inBothLanguages(message: string, property: string | undefined): InBothLanguages {
  if (property === undefined) return NO_OBJECT.detail
  const name = shortened(property)
  if (message === `All ${property}'s elements must be unique`) {
    return { nl: `elk onderdeel van ${name} moet anders zijn`, en: `All ${name}'s elements must be unique` }
  }
  for (const [before, nl, en] of [
    [`each value in nested property ${property} `, 'elk onderdeel van ', 'each value in '],
    [`nested property ${property} `, '', ''],
    [`each value in ${property} `, 'elk onderdeel van ', 'each value in '],
    [`property ${property} `, '', ''],
    [`${property} `, '', ''],
  ] as const) {
    if (!message.startsWith(before)) continue
    const said = message.slice(before.length)
    const inDutch = dutchOf(said)
    if (inDutch === undefined) break
    return { nl: `${nl}${name} ${inDutch}`, en: `${en}${name} ${said}` }
  }
  return { nl: message, en: message }
}
