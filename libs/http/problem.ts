/** What went wrong, as RFC 9457 says it: the members of a problem, the problems that any HTTP API has, and faults in what was sent. Which refusal becomes which problem, the app says in its table. */

export const LANGUAGES = ['nl', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
export type InBothLanguages = Readonly<Record<Language, string>>

/** The body of every answer of 400 and up, `application/problem+json`. A refusal's details stand beside these members. */
export interface Problem {
  /** Names the kind of problem; the same for the same `code`. */
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  /** Names this one occurrence, to find it in the log with; on a 500 only. */
  readonly instance?: string
  readonly errors?: readonly {
    readonly in?: FaultyPart
    readonly pointer: string
    readonly code: string
    readonly detail: string
  }[]
  readonly [extra: string]: unknown
}

export interface ProblemRow {
  readonly status: number
  readonly title: InBothLanguages
  /** Where the title does not say it all. */
  readonly detail?: InBothLanguages
}

/** One row a code. The app's own table is keyed by its union of refusals, so that a new code does not compile without a row. */
export type ProblemTable<Code extends string = string> = Readonly<Record<Code, ProblemRow>>

/** What a fault points into, when that is not the body. */
export type FaultyPart = 'query' | 'path' | 'header'

export interface Fault {
  readonly in?: FaultyPart
  /** JSON Pointer (RFC 6901) into the body; elsewhere `/` and the name. */
  readonly pointer: string
  /** The rule that was broken, for machines. */
  readonly code: string
  /** Without one, what the app's table says of the code. */
  readonly detail?: InBothLanguages
}

/** A header that is wrong, in the words of the app's table: on its own the whole answer, beside other faults one of them. */
export const headerFault = (header: string, code: string): Fault => ({ in: 'header', pointer: `/${header}`, code })

/** What was sent cannot be taken: a 400 that names every fault at once. Holds no value that was sent. */
export class InvalidInput extends Error {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super('INVALID_INPUT')
    this.faults = faults
  }
}

/** A problem of HTTP itself, thrown where no rule of the domain says no: too many requests, a method that is not there. Its row is HTTP's own, or one of the app's table. */
export class HttpProblem extends Error {
  readonly code: string
  /** Such as `Retry-After` in seconds, `WWW-Authenticate`, `Allow`. */
  readonly headers: Readonly<Record<string, string>>
  readonly extra: Readonly<Record<string, unknown>>

  constructor(
    code: string,
    headers: Readonly<Record<string, string>> = {},
    extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(code)
    this.code = code
    this.headers = headers
    this.extra = extra
  }
}

/** A problem on its way to one caller, in their language. */
export interface Told {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly headers?: Readonly<Record<string, string>>
  /** What stands beside the members of RFC 9457; it cannot replace them. */
  readonly extra?: Readonly<Record<string, unknown>>
}

export const PROBLEM_JSON = 'application/problem+json'

export function toldOf(code: string, { status, title, detail }: ProblemRow, language: Language): Told {
  return { code, status, title: title[language], detail: (detail ?? title)[language] }
}

/** The body as bytes: of a text, Fastify would add a charset that the media type does not have. */
export function problemBytes({ code, status, title, detail, extra }: Told, typePrefix: string): Buffer {
  const problem: Problem = { ...extra, type: `${typePrefix}${code}`, title, status, detail, code }
  return Buffer.from(JSON.stringify(problem))
}

const row = (status: number, nl: string, en: string, detailNl?: string, detailEn?: string): ProblemRow => ({
  status,
  title: { nl, en },
  ...(detailNl !== undefined && detailEn !== undefined && { detail: { nl: detailNl, en: detailEn } }),
})

/** The problems of any HTTP API, by code. */
export const HTTP_PROBLEMS = {
  INVALID_INPUT: row(
    400,
    'Wat u stuurde, klopt niet',
    'What you sent is not valid',
    'Elke fout staat onder errors; verbeter ze en stuur het opnieuw.',
    'Each fault is listed under errors; correct them and send it again.',
  ),
  BAD_REQUEST: row(400, 'Het verzoek is niet te lezen', 'The request cannot be read'),
  MALFORMED_JSON: row(
    400,
    'De inhoud is geen geldige JSON',
    'The body is not valid JSON',
    'Stuur JSON in UTF-8, zonder de sleutels __proto__ en constructor.',
    'Send JSON in UTF-8, without the keys __proto__ and constructor.',
  ),
  UNAUTHORIZED: row(401, 'U bent niet aangemeld', 'You are not signed in'),
  FORBIDDEN: row(403, 'Dit mag u niet', 'You may not do this'),
  NOT_FOUND: row(
    404,
    'Niet gevonden',
    'Not found',
    'Er is niets op dit adres, of niets dat u mag zien. Let op een schuine streep aan het eind: die hoort er niet.',
    'There is nothing at this address, or nothing that you may see. Mind a slash at the end: there is none.',
  ),
  METHOD_NOT_ALLOWED: row(405, 'Deze methode kan hier niet', 'This method is not possible here'),
  NOT_ACCEPTABLE: row(406, 'In deze vorm is er geen antwoord', 'There is no answer in this form'),
  REQUEST_TIMEOUT: row(408, 'Het verzoek kwam te langzaam binnen', 'The request came in too slowly'),
  CONFLICT: row(
    409,
    'Er werd tegelijk iets anders vastgelegd',
    'Something else was recorded at the same time',
    'Lees opnieuw wat er nu staat en besluit dan.',
    'Read again what is there now, then decide.',
  ),
  GONE: row(410, 'Dit is er niet meer', 'This is no longer there'),
  PRECONDITION_FAILED: row(
    412,
    'Wat u zag, is intussen veranderd',
    'What you saw has changed since',
    'Lees opnieuw wat er nu staat en besluit dan.',
    'Read again what is there now, then decide.',
  ),
  PAYLOAD_TOO_LARGE: row(413, 'De inhoud is te groot', 'The body is too large'),
  URI_TOO_LONG: row(414, 'Het adres is te lang', 'The address is too long'),
  UNSUPPORTED_MEDIA_TYPE: row(
    415,
    'Deze vorm van inhoud wordt niet gelezen',
    'This kind of body is not read',
    'Stuur application/json in UTF-8.',
    'Send application/json in UTF-8.',
  ),
  EXPECTATION_FAILED: row(
    417,
    'Wat u met Expect verwacht, kan hier niet',
    'What you expect with Expect is not possible here',
  ),
  PRECONDITION_REQUIRED: row(428, 'Zeg met If-Match wat u zag', 'Say with If-Match what you saw'),
  TOO_MANY_REQUESTS: row(429, 'Te veel verzoeken', 'Too many requests'),
  HEADERS_TOO_LARGE: row(431, 'De koppen van het verzoek zijn te groot', 'The headers of the request are too large'),
  INTERNAL_ERROR: row(
    500,
    'Er ging hier iets mis',
    'Something went wrong here',
    'De fout is vastgelegd. Noem instance als u erover belt.',
    'The fault was logged. Mention instance when you report it.',
  ),
  NOT_IMPLEMENTED: row(501, 'Dit kan niet', 'This is not possible'),
  SERVICE_UNAVAILABLE: row(
    503,
    'Even niet beschikbaar',
    'Not available for a moment',
    'Probeer het zo opnieuw, met dezelfde Idempotency-Key.',
    'Try again in a moment, with the same Idempotency-Key.',
  ),
} as const satisfies ProblemTable

export type HttpProblemCode = keyof typeof HTTP_PROBLEMS

const BY_STATUS: ReadonlyMap<number, HttpProblemCode> = new Map(
  (Object.keys(HTTP_PROBLEMS) as HttpProblemCode[])
    .filter((code) => code !== 'INVALID_INPUT' && code !== 'MALFORMED_JSON')
    .map((code) => [HTTP_PROBLEMS[code].status, code]),
)

/** The code of an HTTP status on its own; of one that is not listed, that of its class. */
export function codeOfStatus(status: number): HttpProblemCode {
  return BY_STATUS.get(status) ?? (status >= 500 ? 'INTERNAL_ERROR' : 'BAD_REQUEST')
}

/** The language to answer in: the one of ours with the highest weight in `Accept-Language` (RFC 9110 §12.5.4); Dutch when it names neither. */
export function languageOf(acceptLanguage: string | undefined): Language {
  let chosen: Language = 'nl'
  let highest = 0
  for (const range of acceptLanguage?.split(',') ?? []) {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const language = LANGUAGES.find((each) => name === each || name.startsWith(`${each}-`))
    const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)
    if (language !== undefined && weight > highest) {
      chosen = language
      highest = weight
    }
  }
  return chosen
}
