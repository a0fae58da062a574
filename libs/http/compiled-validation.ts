/**
 * A body class as one function, compiled once from class-validator's own metadata. It accepts only what is surely valid and says nothing of all else:
 * that goes to Nest's ValidationPipe (`body-validation.pipe.ts`), so that verdicts, messages and values stay those of class-validator.
 */
import { createRequire } from 'node:module'
import { TransformationType } from 'class-transformer'
import type { MetadataStorage as Transformations } from 'class-transformer/types/MetadataStorage.js'
import { getMetadataStorage, ValidationTypes } from 'class-validator'
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js'
import { isBuiltIn } from './built-in-rules.ts'

export type BodyClass = new () => object

/** The instance that ValidationPipe would make of `raw`, nested instances too; undefined when it is not surely valid. */
export type Accept = (raw: unknown, depth?: number) => object | undefined

/** Nothing that is read by people nests deeper or lists more; without a bound, class-transformer and class-validator would take seconds or a stack overflow. */
export const MOST_LEVELS = 32
export const MOST_ITEMS = 1_000
export const MOST_PROPERTIES = 250

// class-transformer exports no way to read its metadata but this file, which its own documentation of class-validator-jsonschema points to.
export const { defaultMetadataStorage: transformations } = createRequire(import.meta.url)(
  'class-transformer/cjs/storage.js',
) as { readonly defaultMetadataStorage: Transformations }

const CONVERSIONS: ReadonlyMap<unknown, (value: unknown) => unknown> = new Map<unknown, (value: unknown) => unknown>([
  [Number, Number],
  [String, String],
  [Boolean, Boolean],
])

const NOT_SURE = Symbol('not surely valid')

/** Filled when its class is compiled; without `accept` its class cannot be, and nothing of it is sure. Apart, because classes nest in each other. */
interface Compiled {
  accept?: Accept
}

interface Property {
  readonly name: string
  /** What class-transformer would make of the raw value, or NOT_SURE. */
  readonly made: (raw: unknown, depth: number) => unknown
  readonly holds: (value: unknown, body: object) => boolean
}

const compiled = new WeakMap<BodyClass, Compiled>()

/**
 * The class as one function; undefined when something about it is not known here, so that ValidationPipe must judge every body of it.
 * @throws Error when a custom rule reuses the name of a built-in one.
 */
export function compiledBody(bodyClass: BodyClass): Accept | undefined {
  const known = compiled.get(bodyClass)
  if (known !== undefined) return known.accept
  const underway = new Map<BodyClass, Compiled>()
  const { accept } = compile(bodyClass, underway)
  for (const [each, its] of underway) compiled.set(each, its)
  return accept
}

function compile(bodyClass: BodyClass, underway: Map<BodyClass, Compiled>): Compiled {
  const known = compiled.get(bodyClass) ?? underway.get(bodyClass)
  if (known !== undefined) return known
  const mine: Compiled = {}
  underway.set(bodyClass, mine)

  const storage = getMetadataStorage()
  const rules = storage.groupByPropertyName(storage.getTargetValidationMetadatas(bodyClass, '', false, false))
  const properties = Object.entries(rules).map(([name, rulesOfOne]) =>
    propertyOf(bodyClass, name, rulesOfOne, underway),
  )
  const all = properties.filter((property) => property !== undefined)
  if (all.length > 0 && all.length === properties.length && isTransformedPlainly(bodyClass)) {
    mine.accept = acceptOf(bodyClass, all)
  }
  return mine
}

/** No renaming, hiding or exposing, which would change the keys that class-transformer takes over. */
function isTransformedPlainly(bodyClass: BodyClass): boolean {
  return (
    transformations.getStrategy(bodyClass) === 'none' &&
    transformations.getExposedMetadatas(bodyClass).length === 0 &&
    transformations.getExcludedMetadatas(bodyClass).length === 0
  )
}

function acceptOf(bodyClass: BodyClass, properties: readonly Property[]): Accept {
  const byName = new Map(properties.map((property) => [property.name, property]))
  return (raw, depth = 0) => {
    if (!isPlain(raw) || depth > MOST_LEVELS) return undefined
    const body = new bodyClass() as object & Record<string, unknown>
    for (const name of Object.keys(raw)) {
      const property = byName.get(name)
      if (property === undefined) return undefined
      const value = property.made(raw[name], depth)
      if (value === NOT_SURE) return undefined
      body[name] = value
    }
    for (const property of properties) {
      if (!property.holds(body[property.name], body)) return undefined
    }
    return body
  }
}

/** A parsed JSON object, or what Fastify makes of a path or a query: an object whose prototype holds nothing. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null) return true
  return (
    typeof prototype === 'object' &&
    Object.getPrototypeOf(prototype) === null &&
    Reflect.ownKeys(prototype).length === 0
  )
}

function propertyOf(
  bodyClass: BodyClass,
  name: string,
  rules: readonly ValidationMetadata[],
  underway: Map<BodyClass, Compiled>,
): Property | undefined {
  // class-transformer leaves methods and getters alone, and class-validator would look into a default value of a nested class.
  const byDefault: unknown = Reflect.get(new bodyClass(), name)
  if (name in bodyClass.prototype || typeof byDefault === 'function') return undefined
  const isNested = rules.some(({ type }) => type === ValidationTypes.NESTED_VALIDATION)
  if (isNested && byDefault !== undefined) return undefined

  const made = makingOf(bodyClass, name, isNested, underway)
  const conditions: ((body: object, value: unknown) => boolean)[] = []
  const checks: ((value: unknown) => boolean)[] = []
  let isKnown = made !== undefined
  for (const rule of rules) {
    if (rule.type === ValidationTypes.NESTED_VALIDATION || rule.type === ValidationTypes.WHITELIST) continue
    if (rule.type === ValidationTypes.CONDITIONAL_VALIDATION) {
      conditions.push(rule.constraints[0] as (body: object, value: unknown) => boolean)
      continue
    }
    const check = checkOf(bodyClass, rule)
    if (check === undefined) isKnown = false
    else checks.push(check)
  }
  if (!isKnown || made === undefined) return undefined

  return {
    name,
    made,
    holds: (value, body) => {
      for (const condition of conditions) if (!condition(body, value)) return true
      if (isNested && value === null) return false
      for (const check of checks) if (!check(value)) return false
      return true
    },
  }
}

/** One rule as class-validator itself would run it: its own validator, looked up once instead of at each value. */
function checkOf(bodyClass: BodyClass, rule: ValidationMetadata): ((value: unknown) => boolean) | undefined {
  if (rule.constraintCls === undefined) return undefined
  const [constraint, another] = getMetadataStorage().getTargetValidatorConstraints(rule.constraintCls)
  if (constraint === undefined || another !== undefined) return undefined
  const { instance } = constraint
  const constraints: unknown[] = rule.constraints ?? []
  const place = `${bodyClass.name}.${rule.propertyName}`
  const args = { targetName: bodyClass.name, property: rule.propertyName, object: {}, value: undefined, constraints }
  const verdict = (value: unknown) => instance.validate(value, args)
  if (!isBuiltIn({ name: constraint.name, constraints, place }, verdict) || constraint.async) return undefined
  if (rule.validateIf !== undefined) return undefined
  if (!rule.each) return (value) => verdict(value) === true
  return (value) => (Array.isArray(value) ? value.every((item) => verdict(item) === true) : verdict(value) === true)
}

function makingOf(
  bodyClass: BodyClass,
  name: string,
  isNested: boolean,
  underway: Map<BodyClass, Compiled>,
): Property['made'] | undefined {
  if (transformations.findTransformMetadatas(bodyClass, name, TransformationType.PLAIN_TO_CLASS).length > 0)
    return undefined
  const typed = transformations.findTypeMetadata(bodyClass, name)
  if (typed === undefined) return isNested ? undefined : copied
  const { typeFunction, options, reflectedType } = typed
  // A type that depends on the value, a discriminator, a Map or a Set: ValidationPipe knows what to do.
  if (typeFunction.length > 0 || options.discriminator !== undefined) return undefined
  if (reflectedType === Map || reflectedType === Set) return undefined
  const type = typeFunction()
  const convert = CONVERSIONS.get(type)
  if (convert !== undefined) return isNested ? undefined : (raw) => converted(raw, convert)
  if (!isNested) return undefined
  const inner = compile(type as BodyClass, underway)
  return (raw, depth) => nested(raw, inner, depth)
}

const isSimple = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null

/** A simple value, or a list of them; class-transformer copies lists. */
function copied(raw: unknown): unknown {
  if (isSimple(raw) || raw === undefined) return raw
  if (!Array.isArray(raw) || raw.length > MOST_ITEMS || !raw.every(isSimple)) return NOT_SURE
  return raw.slice()
}

function converted(raw: unknown, convert: (value: unknown) => unknown): unknown {
  const value = copied(raw)
  if (value === null || value === undefined || value === NOT_SURE) return value
  if (!Array.isArray(value)) return convert(value)
  return value.map((item) => (item === null ? null : convert(item)))
}

function nested(raw: unknown, { accept }: Compiled, depth: number): unknown {
  if (raw === undefined || raw === null) return raw
  if (accept === undefined) return NOT_SURE
  if (!Array.isArray(raw)) return accept(raw, depth + 1) ?? NOT_SURE
  if (raw.length > MOST_ITEMS) return NOT_SURE
  const items: object[] = []
  for (const item of raw) {
    const made = accept(item, depth + 1)
    if (made === undefined) return NOT_SURE
    items.push(made)
  }
  return items
}
