/** What class-validator and class-transformer know of a class, with types that say what may be missing. */
import { createRequire } from 'node:module'
import type { TypeMetadata } from 'class-transformer'
import type { MetadataStorage } from 'class-transformer/types/MetadataStorage.js'
import { getMetadataStorage, ValidationTypes, type ValidatorConstraintInterface } from 'class-validator'
import type { ConstraintMetadata } from 'class-validator/types/metadata/ConstraintMetadata.js'
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js'

/** A class that bodies, queries or paths are described by. */
export type BodyClass = new () => object

export type Rules = readonly ValidationMetadata[]

// class-transformer offers no other way to read its metadata; class-validator-jsonschema's documentation points to this file too.
const storage = createRequire(import.meta.url)('class-transformer/cjs/storage.js') as {
  readonly defaultMetadataStorage: MetadataStorage
}
export const transformations = storage.defaultMetadataStorage

/** The rules on each property, inherited ones too, as ValidationPipe finds them. */
export function rulesOf(bodyClass: BodyClass): Readonly<Record<string, Rules>> {
  const all = getMetadataStorage()
  return all.groupByPropertyName(all.getTargetValidationMetadatas(bodyClass, '', false, false))
}

export const isNesting = ({ type }: ValidationMetadata) => type === ValidationTypes.NESTED_VALIDATION

export interface RuleItself {
  readonly name: string
  readonly isAsync: boolean
  readonly validator: ValidatorConstraintInterface
  readonly constraints: readonly unknown[]
}

/** The one validator behind a rule; undefined of a rule that is no check of a value, or has several. */
export function ruleItself({ constraintCls, constraints }: ValidationMetadata): RuleItself | undefined {
  const validatorClass: unknown = constraintCls
  if (typeof validatorClass !== 'function') return undefined
  const found: readonly (ConstraintMetadata | undefined)[] =
    getMetadataStorage().getTargetValidatorConstraints(validatorClass)
  const [only, another] = found
  if (only === undefined || another !== undefined) return undefined
  const given: unknown = constraints
  return {
    name: only.name,
    isAsync: only.async,
    validator: only.instance,
    constraints: Array.isArray(given) ? given : [],
  }
}

export interface Typed {
  /** The class, or String, Number and the like, that class-transformer makes of the value; undefined when that depends on the value. */
  readonly type: unknown
  /** What the property was declared as: Array, Map, Set, … */
  readonly declared: unknown
}

/** What `@Type` says of a property. */
export function typed(bodyClass: BodyClass, name: string): Typed | undefined {
  // It gives undefined where there is none; its types do not say so.
  const found = transformations.findTypeMetadata(bodyClass, name) as TypeMetadata | undefined
  if (found === undefined) return undefined
  const isFixed = found.typeFunction.length === 0 && found.options.discriminator === undefined
  return { type: isFixed ? found.typeFunction() : undefined, declared: found.reflectedType }
}

/** No `@Expose` or `@Exclude`, so that properties come through under their names. */
export function keepsItsNames(bodyClass: BodyClass): boolean {
  return (
    transformations.getStrategy(bodyClass) === 'none' &&
    transformations.getExposedMetadatas(bodyClass).length === 0 &&
    transformations.getExcludedMetadatas(bodyClass).length === 0
  )
}
