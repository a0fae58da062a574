/** Rules of one's own beside class-validator's. Each looks at its value alone, so that compiled validation may call it as it is, and brings its own schema and words. */
import { ValidateBy, ValidateIf } from 'class-validator'
import type { InBothLanguages } from './problem.ts'

export interface OwnRule {
  /** Unlike any of class-validator's, and unlike each other's. */
  readonly name: string
  readonly holds: (value: unknown) => boolean
  /** What it asks, as said behind the name of a property: `must be a moment`. */
  readonly says: InBothLanguages
  /** What a document says of it: as much as a schema can say, and nothing that is not asked. */
  readonly schema: Readonly<Record<string, unknown>>
}

const rules = new Map<string, OwnRule>()

export const ownRules = (): readonly OwnRule[] => [...rules.values()]

export const ownRuleCalled = (name: string): OwnRule | undefined => rules.get(name)

/**
 * The decorator of a rule.
 * @throws Error when another rule has its name
 */
export function ownRule(rule: OwnRule): (options?: { readonly each: true }) => PropertyDecorator {
  const { name, holds, says } = rule
  if (rules.has(name)) throw new Error(`Two rules are called ${name}`)
  rules.set(name, rule)
  return (options) =>
    ValidateBy(
      {
        name,
        validator: {
          validate: (value) => holds(value),
          defaultMessage: () => `${options === undefined ? '' : 'each value in '}$property ${says.en}`,
        },
      },
      options,
    )
}

/** Unlike `IsOptional`, which lets `null` past every other rule: only what is absent is not judged. */
export const IfPresent = () => ValidateIf((_, value) => value !== undefined)
