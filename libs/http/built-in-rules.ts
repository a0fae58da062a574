/** The rules of class-validator that compiled validation trusts, by name. What carries one of these names must behave like it, or the start stops here. */
import {
  arrayContains,
  arrayMaxSize,
  arrayMinSize,
  arrayNotContains,
  arrayNotEmpty,
  arrayUnique,
  contains,
  equals,
  isAlpha,
  isAlphanumeric,
  isArray,
  isBoolean,
  isBooleanString,
  isDateString,
  isDefined,
  isDivisibleBy,
  isEmail,
  isEnum,
  isIn,
  isInt,
  isISO8601,
  isNegative,
  isNotEmpty,
  isNotIn,
  isNumber,
  isNumberString,
  isObject,
  isPositive,
  isRFC3339,
  isString,
  isURL,
  isUUID,
  length,
  matches,
  max,
  maxLength,
  min,
  minLength,
  notContains,
  notEquals,
} from 'class-validator'

/** The function behind each name. Its arguments are the value and then the rule's constraints. */
const BUILT_IN: ReadonlyMap<string, (...args: never[]) => boolean> = new Map(
  Object.entries({
    arrayContains,
    arrayMaxSize,
    arrayMinSize,
    arrayNotContains,
    arrayNotEmpty,
    arrayUnique,
    contains,
    equals,
    isAlpha,
    isAlphanumeric,
    isArray,
    isBoolean,
    isBooleanString,
    isDateString,
    isDefined,
    isDivisibleBy,
    isEmail,
    isEnum,
    isIn,
    isInt,
    isIso8601: isISO8601,
    isLength: length,
    isNegative,
    isNotEmpty,
    isNotIn,
    isNumber,
    isNumberString,
    isObject,
    isPositive,
    isRFC3339,
    isString,
    isUrl: isURL,
    isUuid: isUUID,
    matches,
    max,
    maxLength,
    min,
    minLength,
    notContains,
    notEquals,
  }),
)

/** One of almost everything a body may hold: two rules that agree on all of these are not told apart by accident. */
const PROBES: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -0.5,
  1,
  1.5,
  -7,
  1e21,
  NaN,
  '',
  ' ',
  'a',
  'A1',
  'word',
  'two words',
  '12',
  '1.5',
  'true',
  'ünïcode 👩‍👧',
  'x'.repeat(300),
  'someone@example.nl',
  'https://example.nl/a',
  '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11',
  '2026-03-02',
  '2026-02-30',
  '2026-03-02T09:00:00Z',
  '2026-03-02T09:00:00.000+02:00',
  [],
  [1],
  [1, 1],
  [1, 2],
  ['a', 'b'],
  ['a', 'a'],
  {},
]

export interface Rule {
  readonly name: string
  readonly constraints: readonly unknown[]
  /** Where it stands, for the message. */
  readonly place: string
}

/**
 * Whether `name` is a rule that compiled validation knows.
 * @throws Error when it is one by name, but `verdict` is not what class-validator's own rule of that name says: the schemas made for readers and the
 *   messages of the table go by the name, so a rule of one's own needs a name of its own.
 */
export function isBuiltIn({ name, constraints, place }: Rule, verdict: (value: unknown) => unknown): boolean {
  const own = BUILT_IN.get(name)
  if (own === undefined) return false
  for (const probe of probesFor(name, constraints)) {
    const expected: unknown = Reflect.apply(own, undefined, [probe, ...constraints])
    if (outcome(verdict, probe) !== expected) {
      throw new Error(`The rule "${name}" on ${place} is not class-validator's own: give a custom rule its own name`)
    }
  }
  return true
}

function outcome(verdict: (value: unknown) => unknown, probe: unknown): unknown {
  try {
    return verdict(probe)
  } catch (fault) {
    return fault
  }
}

function probesFor(name: string, constraints: readonly unknown[]): readonly unknown[] {
  // What makes two items the same may be told by a function that no constraint shows.
  if (name === 'arrayUnique') return PROBES.filter((probe) => !Array.isArray(probe) || probe.length < 2)
  return [...PROBES, ...constraints.flatMap(around)]
}

/** Where a rule with this constraint changes its mind: the values it names, and lengths and sizes just under and over. */
function around(constraint: unknown): readonly unknown[] {
  if (typeof constraint === 'number') {
    return [-1, 0, 1].flatMap((step) => {
      const edge = constraint + step
      const count = Math.min(Math.max(Math.trunc(edge), 0), 10_000)
      return [edge, 'x'.repeat(count), Array.from({ length: count }, (_, item) => item)]
    })
  }
  if (typeof constraint === 'object' && constraint !== null)
    return [constraint, ...(Object.values(constraint) as unknown[])]
  return [constraint]
}
