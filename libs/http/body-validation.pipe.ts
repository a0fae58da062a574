/** The one pipe for bodies, queries and paths: what the compiled class surely accepts passes at once, all else is judged by Nest's ValidationPipe. */
import { ValidationPipe, type ArgumentMetadata, type PipeTransform } from '@nestjs/common'
import type { BodyClass } from './class-metadata.ts'
import { compiledBody, MOST_ITEMS, MOST_LEVELS, MOST_PROPERTIES } from './compiled-validation.ts'
import { InvalidInput, type Fault, type FaultyPart } from './problem.ts'
import { faultsOf, NO_OBJECT } from './validation-faults.ts'

const PARTS: Readonly<Record<string, FaultyPart>> = { query: 'query', param: 'path' }

/** ValidationPipe as it judges here: unknown properties are faults, nothing is converted unless a class says so, every fault is found. */
export function strictValidationPipe(part?: FaultyPart): ValidationPipe {
  return new ObjectsOnly({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    transformOptions: { enableImplicitConversion: false },
    stopAtFirstError: false,
    exceptionFactory: (errors) => new InvalidInput(faultsOf(errors, part)),
  })
}

/** ValidationPipe alone takes null and other simple values for an object in which nothing is said. */
class ObjectsOnly extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata
    const isDescribed = type !== 'custom' && metatype !== undefined && isBodyClass(metatype)
    if (isDescribed && value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      const part = PARTS[type]
      throw new InvalidInput([{ ...(part !== undefined && { in: part }), ...NO_OBJECT }])
    }
    return super.transform(value, metadata) as Promise<unknown>
  }
}

export class BodyValidationPipe implements PipeTransform {
  readonly #pipes = new Map<string, ValidationPipe>()

  /** @throws InvalidInput with every fault */
  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    const { type, metatype } = metadata
    // What a decorator of our own hands over is no input: ValidationPipe leaves it alone too.
    if (type === 'custom') return value
    if (metatype !== undefined && isBodyClass(metatype)) {
      const accepted = compiledBody(metatype)?.(value)
      if (accepted !== undefined) return accepted
    }
    if (!isWithinBounds(value)) throw new InvalidInput([outOfBounds(PARTS[type])])
    return this.#pipeFor(type).transform(value, metadata)
  }

  #pipeFor(type: string): ValidationPipe {
    const known = this.#pipes.get(type)
    if (known !== undefined) return known
    const pipe = strictValidationPipe(PARTS[type])
    this.#pipes.set(type, pipe)
    return pipe
  }
}

// What Nest hands over for a parameter without a class of its own.
const NOT_BODIES: readonly unknown[] = [String, Number, Boolean, Array, Object, Buffer, Date]
const isBodyClass = (metatype: NonNullable<ArgumentMetadata['metatype']>): metatype is BodyClass =>
  !NOT_BODIES.includes(metatype)

const outOfBounds = (part: FaultyPart | undefined): Fault => ({
  ...(part !== undefined && { in: part }),
  pointer: '',
  code: 'bounds',
  detail: {
    nl: `Ten hoogste ${String(MOST_LEVELS)} niveaus diep, ${String(MOST_ITEMS)} onderdelen in een lijst en ${String(MOST_PROPERTIES)} velden in een object`,
    en: `At most ${String(MOST_LEVELS)} levels deep, ${String(MOST_ITEMS)} items in a list and ${String(MOST_PROPERTIES)} properties in an object`,
  },
})

/** class-transformer and class-validator recurse, and compare all keys and all unique items with each other: a small body could hold the process for seconds. */
export function isWithinBounds(value: unknown): boolean {
  let level: unknown[] = [value]
  for (let levels = 0; level.length > 0; levels += 1) {
    if (levels > MOST_LEVELS) return false
    const next: unknown[] = []
    for (const each of level) {
      if (typeof each !== 'object' || each === null) continue
      const inside: unknown[] = Array.isArray(each) ? each : Object.values(each)
      if (inside.length > (Array.isArray(each) ? MOST_ITEMS : MOST_PROPERTIES)) return false
      for (const one of inside) next.push(one)
    }
    level = next
  }
  return true
}
