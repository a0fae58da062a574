/**
 * A body class as one function, compiled once from class-validator's own metadata. It accepts only what is surely valid and says nothing of all else:
 * that goes to Nest's ValidationPipe (`body-validation.pipe.ts`), so that verdicts, messages and values stay those of class-validator.
 */
import { ValidationTypes } from 'class-validator'
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js'
import { builtInRule } from './built-in-rules.ts'
import { isNesting, keepsItsNames, ruleItself, rulesOf, typed, type BodyClass, type Rules } from './class-metadata.ts'
import { conversionsOf, type Conversion } from './conversions.ts'

/** The instance that ValidationPipe would make of `raw`, nested instances too; undefined when it is not surely valid. */
export type Accept = (raw: unknown, depth?: number) => object | undefined

/** Nothing that is read by people nests deeper or lists more; without a bound, class-transformer and class-validator would take seconds or a stack overflow. */
export const MOST_LEVELS = 32
export const MOST_ITEMS = 1_000
export const MOST_PROPERTIES = 250

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

  const properties = Object.entries(rulesOf(bodyClass)).map(([name, rules]) =>
    propertyOf(bodyClass, name, rules, underway),
  )
  const all = properties.filter((property) => property !== undefined)
  if (all.length > 0 && all.length === properties.length && keepsItsNames(bodyClass)) {
    mine.accept = acceptOf(bodyClass, all)
  }
  return mine
}

function acceptOf(bodyClass: BodyClass, properties: readonly Property[]): Accept {
  return (raw, depth = 0) => {
    if (!isPlain(raw) || depth > MOST_LEVELS) return undefined
    const body = new bodyClass() as object & Record<string, unknown>
    let known = 0
    for (const { name, made } of properties) {
      if (!Object.hasOwn(raw, name)) continue
      const value = made(raw[name], depth)
      if (value === NOT_SURE) return undefined
      body[name] = value
      known += 1
    }
    if (known !== Object.keys(raw).length) return undefined
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
  rules: Rules,
  underway: Map<BodyClass, Compiled>,
): Property | undefined {
  // class-transformer leaves methods and getters alone, and class-validator would look into a default value of a nested class.
  const byDefault: unknown = Reflect.get(new bodyClass(), name)
  if (name in bodyClass.prototype || typeof byDefault === 'function') return undefined
  const isNested = rules.some(isNesting)
  if (isNested && byDefault !== undefined) return undefined

  const made = convertedBy(conversionsOf(bodyClass, name), makingOf(bodyClass, name, isNested, underway))
  const conditions: ((body: object, value: unknown) => boolean)[] = []
  const checks: ((value: unknown) => boolean)[] = []
  let isKnown = made !== undefined
  for (const rule of rules) {
    if (isNesting(rule) || rule.type === ValidationTypes.WHITELIST) continue
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
  const itself = ruleItself(rule)
  if (itself === undefined) return undefined
  const { name, isAsync, validator } = itself
  const constraints = [...itself.constraints]
  const place = `${bodyClass.name}.${rule.propertyName}`
  const args = { targetName: bodyClass.name, property: rule.propertyName, object: {}, value: undefined, constraints }
  const verdict = (value: unknown) => validator.validate(value, args)
  const holds = builtInRule({ name, constraints, place }, verdict)
  if (holds === undefined || isAsync) return undefined
  const condition: unknown = rule.validateIf
  if (condition !== undefined) return undefined
  if (!rule.each) return (value) => holds(value) === true
  return (value) => (Array.isArray(value) ? value.every((item) => holds(item) === true) : holds(value) === true)
}

function makingOf(
  bodyClass: BodyClass,
  name: string,
  isNested: boolean,
  underway: Map<BodyClass, Compiled>,
): Property['made'] | undefined {
  const typing = typed(bodyClass, name)
  if (typing === undefined) return isNested ? undefined : copied
  const { type, declared } = typing
  if (declared === Map || declared === Set) return undefined
  const convert = CONVERSIONS.get(type)
  if (convert !== undefined) return isNested ? undefined : (raw) => converted(raw, convert)
  if (!isNested || typeof type !== 'function') return undefined
  const inner = compile(type as BodyClass, underway)
  return (raw, depth) => nested(raw, inner, depth)
}

/** Made, and then converted; undefined where one of the two is not known. */
function convertedBy(
  conversions: readonly Conversion[] | undefined,
  made: Property['made'] | undefined,
): Property['made'] | undefined {
  if (conversions === undefined || made === undefined) return undefined
  if (conversions.length === 0) return made
  return (raw, depth) => {
    const value = made(raw, depth)
    return value === NOT_SURE ? value : conversions.reduce((now, convert) => convert(now), value)
  }
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
