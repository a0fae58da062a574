/** Media types as RFC 9110 writes them: the one of a body (§8.3), and the ones a caller accepts, each with its weight (§12.5.1). */

export interface MediaType {
  /** In lower case, such as `application/json`. */
  readonly name: string
  /** By name in lower case; a parameter said twice has both values. */
  readonly parameters: ReadonlyMap<string, readonly string[]>
}

const TOKEN = "[\\w!#$%&'*+.^`|~-]+"
const NAME = new RegExp(`^(${TOKEN}/${TOKEN})\\s*$`)
const PARAMETER = new RegExp(`^\\s*(${TOKEN})=(?:(${TOKEN})|"((?:[^"\\\\]|\\\\.)*)")\\s*$`)

/** Undefined for what is no media type. Parameters that are empty are none: a `;` at the end says nothing. */
export function mediaTypeIn(text: string): MediaType | undefined {
  const [first = '', ...others] = partsOf(text, ';')
  const name = NAME.exec(first.trim())?.[1]?.toLowerCase()
  if (name === undefined) return undefined
  const parameters = new Map<string, readonly string[]>()
  for (const each of others.filter((one) => one.trim() !== '')) {
    const [, key, token, quoted] = PARAMETER.exec(each) ?? []
    if (key === undefined) return undefined
    const value = token ?? quoted?.replaceAll(/\\(.)/g, '$1') ?? ''
    parameters.set(key.toLowerCase(), [...(parameters.get(key.toLowerCase()) ?? []), value])
  }
  return { name, parameters }
}

/** JSON that says nothing of its characters, or that they are UTF-8. */
export function isJsonInUtf8(contentType: string): boolean {
  const type = mediaTypeIn(contentType)
  if (type?.name !== 'application/json') return false
  return (type.parameters.get('charset') ?? []).every((charset) => /^utf-?8$/i.test(charset))
}

/** How much a media type is wanted, 0 for not at all: the most precise range that fits it says. Without `Accept` everything is. */
export function weightOf(name: string, accept: string | undefined): number {
  if (accept === undefined || accept.trim() === '') return 1
  const ranges = partsOf(accept, ',').flatMap((text) => mediaTypeIn(text.trim()) ?? [])
  for (const range of [name, `${name.split('/', 1)[0] ?? ''}/*`, '*/*']) {
    const weights = ranges.filter((each) => each.name === range).map(({ parameters }) => weightIn(parameters))
    if (weights.length > 0) return Math.max(...weights)
  }
  return 0
}

/** Whether it is asked for by its own name, and not by a range that has others too. */
export const isNamed = (name: string, accept: string | undefined): boolean =>
  partsOf(accept ?? '', ',').some((text) => mediaTypeIn(text.trim())?.name === name)

/** A weight that is none is not believed. */
function weightIn(parameters: MediaType['parameters']): number {
  const [text = '1'] = parameters.get('q') ?? []
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : 0
}

/** At a separator that stands in no quotes. */
function partsOf(text: string, separator: ',' | ';'): readonly string[] {
  const quoted = `"(?:[^"\\\\]|\\\\.)*"`
  return text.match(new RegExp(`(?:${quoted}|[^${separator}"])+`, 'g')) ?? []
}
