/** The JSON Schemas of body classes, from class-validator's metadata: what the pipe refuses is what the schema says. */
import { getMetadataStorage, ValidationTypes } from 'class-validator'
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js'
import { targetConstructorToSchema } from 'class-validator-jsonschema'
import { transformations, type BodyClass } from './compiled-validation.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

export const SCHEMAS = '#/components/schemas/'

/**
 * The schemas of these classes and of all that are nested in them, by class name.
 * @throws Error when two classes have one name, or when a nested body would let lists in
 */
export function bodySchemas(classes: Iterable<BodyClass>): Readonly<Record<string, JsonSchema>> {
  const found = new Map<string, BodyClass>()
  const add = (bodyClass: BodyClass) => {
    const namesake = found.get(bodyClass.name)
    if (namesake === bodyClass) return
    if (namesake !== undefined) throw new Error(`Two body classes are called ${bodyClass.name}`)
    found.set(bodyClass.name, bodyClass)
    for (const nested of nestedIn(bodyClass)) add(nested)
  }
  for (const bodyClass of classes) add(bodyClass)
  return Object.fromEntries([...found].map(([name, bodyClass]) => [name, bodySchema(bodyClass)]))
}

export interface BodySchema extends JsonSchema {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, JsonSchema>>
  readonly required: readonly string[]
  readonly additionalProperties: false
}

export function bodySchema(bodyClass: BodyClass): BodySchema {
  const schema = targetConstructorToSchema(bodyClass, {
    refPointerPrefix: SCHEMAS,
    classTransformerMetadataStorage: transformations,
    additionalConverters: CONVERTERS,
  })
  const rules = rulesOf(bodyClass)
  const properties = Object.entries((schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>)
  const required = (schema.required ?? []).filter((name) => rules[name]?.some(asksForAValue) === true)
  return {
    ...schema,
    type: 'object',
    properties: Object.fromEntries(
      properties.map(([name, property]) => [name, { ...property, ...formatOf(name, rules[name] ?? []) }]),
    ),
    required,
    additionalProperties: false,
  }
}

const rulesOf = (bodyClass: BodyClass) => {
  const storage = getMetadataStorage()
  return storage.groupByPropertyName(storage.getTargetValidationMetadatas(bodyClass, '', false, false))
}

function nestedIn(bodyClass: BodyClass): readonly BodyClass[] {
  return Object.entries(rulesOf(bodyClass)).flatMap(([name, rules]) => {
    const nesting = rules.find(({ type }) => type === ValidationTypes.NESTED_VALIDATION)
    if (nesting === undefined) return []
    // On its own, @ValidateNested takes a list of objects for an object, and a list of lists for a list.
    if (!rules.some((rule) => ruleName(rule) === 'isObject' && !rule.each === !nesting.each)) {
      const wanted = nesting.each ? '@IsObject({ each: true })' : '@IsObject()'
      throw new Error(`${bodyClass.name}.${name} needs ${wanted} beside @ValidateNested`)
    }
    const type = transformations.findTypeMetadata(bodyClass, name)?.typeFunction()
    return type === undefined ? [] : [type as BodyClass]
  })
}

/** A nested body that is not there is accepted, unless another rule asks for it. */
const asksForAValue = ({ type }: ValidationMetadata) =>
  type !== ValidationTypes.NESTED_VALIDATION && type !== ValidationTypes.WHITELIST

const DAY = '2026-03-02'
const MOMENT = '2026-03-02T09:00:00Z'

/** Whether it is a day or a moment: told by what the rules take, and by the name where they take both (ADR: `…Date` is a date). */
function formatOf(name: string, rules: readonly ValidationMetadata[]): JsonSchema {
  const isNamedDate = /(?:^d|D)ate$/.test(name)
  if (!isNamedDate && !rules.some((rule) => TIMES.includes(ruleName(rule) ?? ''))) return {}
  const takes = (sample: string) => rules.every((rule) => !isOwnRule(rule) || holds(rule, sample))
  if (takes(DAY) && (isNamedDate || !takes(MOMENT))) return { format: 'date' }
  return takes(MOMENT) ? { format: 'date-time' } : {}
}

const TIMES: readonly string[] = ['isIso8601', 'isDateString', 'isRFC3339']

const constraintOf = ({ constraintCls }: ValidationMetadata) =>
  (constraintCls as unknown) === undefined
    ? undefined
    : getMetadataStorage().getTargetValidatorConstraints(constraintCls)[0]

const ruleName = (rule: ValidationMetadata) => constraintOf(rule)?.name
const isOwnRule = (rule: ValidationMetadata) => constraintOf(rule) !== undefined && !rule.each

function holds(rule: ValidationMetadata, value: string): boolean {
  const args = { targetName: '', property: rule.propertyName, object: {}, value, constraints: rule.constraints }
  return constraintOf(rule)?.instance.validate(value, args) === true
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
