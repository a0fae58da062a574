/** The JSON Schemas of body classes, from class-validator's metadata: what the pipe refuses is what the schema says. */
import { ValidationTypes } from 'class-validator'
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js'
import { targetConstructorToSchema } from 'class-validator-jsonschema'
import { ownRules } from './own-rules.ts'
import { isNesting, ruleItself, rulesOf, transformations, typed, type BodyClass, type Rules } from './class-metadata.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

export const SCHEMAS = '#/components/schemas/'

/**
 * The schemas of these classes and of all that are nested in them, by class name.
 * @throws Error naming every class that another one is called too, and every nested body that would let lists in
 */
export function bodySchemas(classes: Iterable<BodyClass>): Readonly<Record<string, JsonSchema>> {
  const found = new Map<string, BodyClass>()
  const faults: string[] = []
  const add = (bodyClass: BodyClass) => {
    const namesake = found.get(bodyClass.name)
    if (namesake === bodyClass) return
    if (namesake !== undefined) {
      faults.push(`Two body classes are called ${bodyClass.name}`)
      return
    }
    found.set(bodyClass.name, bodyClass)
    for (const { type, fault } of nestedIn(bodyClass)) {
      if (fault !== undefined) faults.push(fault)
      if (type !== undefined) add(type)
    }
  }
  for (const bodyClass of classes) add(bodyClass)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return Object.fromEntries([...found].map(([name, bodyClass]) => [name, bodySchema(bodyClass)]))
}

export interface BodySchema extends JsonSchema {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties: false
}

export function bodySchema(bodyClass: BodyClass): BodySchema {
  const schema = targetConstructorToSchema(bodyClass, {
    refPointerPrefix: SCHEMAS,
    classTransformerMetadataStorage: transformations,
    additionalConverters: {
      ...CONVERTERS,
      ...Object.fromEntries(ownRules().map(({ name, schema }) => [name, schema])),
    },
  })
  const rules = rulesOf(bodyClass)
  const properties = Object.entries((schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>)
  const required = (schema.required ?? []).filter((name) => rules[name]?.some(asksForAValue) === true)
  const { required: _, ...rest } = schema
  return {
    ...rest,
    type: 'object',
    properties: Object.fromEntries(
      properties.map(([name, property]) => [name, { ...property, ...formatOf(name, rules[name] ?? []) }]),
    ),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }
}

function nestedIn(bodyClass: BodyClass): readonly { readonly type: BodyClass | undefined; readonly fault?: string }[] {
  return Object.entries(rulesOf(bodyClass)).flatMap(([name, rules]) => {
    const nesting = rules.find(isNesting)
    if (nesting === undefined) return []
    const type = typed(bodyClass, name)?.type as BodyClass | undefined
    // On its own, @ValidateNested takes a list of objects for an object, and a list of lists for a list.
    if (rules.some((rule) => ruleItself(rule)?.name === 'isObject' && !rule.each === !nesting.each)) return [{ type }]
    const wanted = nesting.each ? '@IsObject({ each: true })' : '@IsObject()'
    return [{ type, fault: `${bodyClass.name}.${name} needs ${wanted} beside @ValidateNested` }]
  })
}

/** A nested body that is not there is accepted, unless another rule asks for it. */
const asksForAValue = (rule: ValidationMetadata) => !isNesting(rule) && rule.type !== ValidationTypes.WHITELIST

const DAY = '2026-03-02'
const MOMENT = '2026-03-02T09:00:00Z'

/** Whether it is a day or a moment: told by what the rules take, and by the name where they take both (ADR: `…Date` is a date). */
function formatOf(name: string, rules: Rules): JsonSchema {
  const isNamedDate = /(?:^d|D)ate$/.test(name)
  if (!isNamedDate && !rules.some((rule) => TIMES.includes(ruleItself(rule)?.name ?? ''))) return {}
  const takes = (sample: string) => rules.every((rule) => holds(rule, sample))
  if (takes(DAY) && (isNamedDate || !takes(MOMENT))) return { format: 'date' }
  return takes(MOMENT) ? { format: 'date-time' } : {}
}

const TIMES: readonly string[] = ['isIso8601', 'isDateString', 'isRFC3339']

/** Whether the rule takes this value; what is no check of one value takes everything. */
function holds(rule: ValidationMetadata, value: string): boolean {
  const itself = ruleItself(rule)
  if (itself === undefined || rule.each) return true
  const constraints = [...itself.constraints]
  const args = { targetName: '', property: rule.propertyName, object: {}, value, constraints }
  return itself.validator.validate(value, args) === true
}

type Convert = (rule: ValidationMetadata) => Record<string, unknown>

/** Of a rule that says nothing of the type of its value, what the property was declared as. */
const declared = ({ target, propertyName }: ValidationMetadata): unknown =>
  typeof target === 'string' ? undefined : Reflect.getMetadata('design:type', target.prototype as object, propertyName)

const simple: Convert = (rule) => {
  const type = declared(rule)
  if (type === String) return { type: 'string' }
  if (type === Boolean) return { type: 'boolean' }
  return {}
}

/** Where class-validator-jsonschema says what OpenAPI does not, or less than class-validator does. */
const CONVERTERS: Readonly<Record<string, Record<string, unknown> | Convert>> = {
  [ValidationTypes.CUSTOM_VALIDATION]: simple,
  // That something must be there, `required` says.
  [ValidationTypes.IS_DEFINED]: {},
  isIso8601: { type: 'string' },
  isDateString: { type: 'string' },
  isRFC3339: { type: 'string' },
  isUrl: { type: 'string', format: 'uri' },
  // What is nested has a schema that says so.
  isObject: {},
  // Beside isInt these may not widen the type again.
  min: ({ constraints }) => ({ minimum: constraints[0] as unknown }),
  max: ({ constraints }) => ({ maximum: constraints[0] as unknown }),
  isNotEmpty: (rule) => (declared(rule) === String ? { type: 'string', minLength: 1 } : {}),
  isEnum: ({ constraints }) => ({ enum: Object.values(constraints[0] as object) as unknown[] }),
  equals: ({ constraints }) => ({ const: constraints[0] as unknown }),
}
