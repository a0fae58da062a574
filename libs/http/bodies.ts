/** How bodies are read: only UTF-8, only texts that have a form in it, and no body where nothing was sent. Which types are read at all, `headers.ts` says. */
import { isUtf8 } from 'node:buffer'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { FastifyBodyParser } from 'fastify'
import { HttpProblem, InvalidInput, type Fault } from './problem.ts'
import { FAULTS_AT_MOST, pointerToken } from './validation-faults.ts'

/** To be called before the application listens. */
export function readBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance()
  fastify.addHook('onRequest', ({ headers }, _reply, done) => {
    // Of what type nothing is, says nothing; Fastify would look for a parser of it.
    if (headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0')
      delete headers['content-type']
    done()
  })
  const parseJson = fastify.getDefaultJsonParser('error', 'error')
  const json: FastifyBodyParser<Buffer> = (request, bytes, done) => {
    // In chunks, that there is nothing shows only now.
    if (bytes.length === 0) {
      done(null, undefined)
      return
    }
    const text = textIn(bytes)
    if (text === undefined) {
      done(new HttpProblem('MALFORMED_JSON'))
      return
    }
    const parsed = parseJson(request, text, (fault, body: unknown) => {
      // In UTF-8 only an escape can say half a pair.
      const faults = fault === null && text.includes('\\u') ? halvesOfPairsIn(body) : []
      done(faults.length > 0 ? new InvalidInput(faults) : fault, body)
    })
    if (parsed instanceof Promise) parsed.catch(done)
  }
  app.useBodyParser('application/json', {}, json)
  app.useBodyParser('application/x-www-form-urlencoded', {}, (_request, bytes: Buffer, done) => {
    const fields = fieldsIn(textIn(bytes))
    if (fields === undefined) done(new HttpProblem('BAD_REQUEST'))
    else done(null, fields)
  })
}

const textIn = (bytes: Buffer): string | undefined => (isUtf8(bytes) ? bytes.toString() : undefined)

/** The fields of a form; one sent twice is a list. Undefined where the bytes are no UTF-8, as they came or as they were escaped. */
function fieldsIn(text: string | undefined): Readonly<Record<string, string | readonly string[]>> | undefined {
  if (text === undefined || !isEscapedUtf8(text)) return undefined
  const fields = new URLSearchParams(text)
  if (fields.has('__proto__')) return undefined
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const [first = '', ...more] = fields.getAll(name)
      return [name, more.length === 0 ? first : [first, ...more]]
    }),
  )
}

function isEscapedUtf8(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

interface Place {
  readonly value: unknown
  readonly name: string
  readonly in: Place | undefined
}

/** Every text and name of a field with half a surrogate pair in it: it has no UTF-8, and would come back as something else. */
function halvesOfPairsIn(body: unknown): readonly Fault[] {
  const faults: Fault[] = []
  const fault = (place: Place | undefined) => {
    faults.push({ pointer: pointerTo(place), code: 'isWellFormed', detail: HALF_A_PAIR })
  }
  // Not by recursion: nothing has been said yet of how deep it may be.
  const left: Place[] = [{ value: body, name: '', in: undefined }]
  for (let place = left.pop(); place !== undefined && faults.length < FAULTS_AT_MOST; place = left.pop()) {
    const { value } = place
    if (typeof value === 'string' && !value.isWellFormed()) fault(place)
    if (typeof value !== 'object' || value === null) continue
    for (const [name, inside] of Object.entries(value)) {
      if (!name.isWellFormed()) fault(place)
      left.push({ value: inside, name, in: place })
    }
  }
  return faults
}

const HALF_A_PAIR = {
  nl: 'bevat de helft van een teken (een los surrogaat)',
  en: 'holds half a character (a lone surrogate)',
}

const LEVELS_SHOWN = 32

/** A place that is very deep is told by its innermost levels. */
function pointerTo(place: Place | undefined): string {
  let pointer = ''
  for (let at = place, levels = 0; at?.in !== undefined && levels < LEVELS_SHOWN; at = at.in, levels += 1)
    pointer = `/${pointerToken(at.name)}${pointer}`
  return pointer
}
