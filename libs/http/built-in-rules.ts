/** The rules that compiled validation trusts, by name: class-validator's and our own. What carries one of these names must behave like it, or the start stops here. */
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
import { ownRuleCalled } from './own-rules.ts'

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

type Verdict = (value: unknown) => unknown

/**
 * The rule called `name` with its constraints, as one function; undefined when compiled validation does not know it.
 * @param verdict as class-validator itself would judge, with all that it hands along at each value
 * @throws Error when it is one by name, but `verdict` is not what the rule of that name says: the schemas made for readers and the
 *   messages of the table go by the name, so a rule of one's own needs a name of its own.
 */
export function builtInRule({ name, constraints, place }: Rule, verdict: Verdict): Verdict | undefined {
  const own: ((...args: never[]) => boolean) | undefined = BUILT_IN.get(name) ?? ownRuleCalled(name)?.holds
  if (own === undefined) return undefined
  for (const probe of probesFor(name, constraints)) {
    const expected: unknown = Reflect.apply(own, undefined, [probe, ...constraints])
    if (outcome(verdict, probe) !== expected) {
      throw new Error(`The rule "${name}" on ${place} is not class-validator's own: give a custom rule its own name`)
    }
  }
  // By what an `arrayUnique` tells two items apart, only its own validator knows.
  if (name === 'arrayUnique') return verdict
  const direct = withConstraints(own, constraints)
  const isSure = name === 'isIso8601' || name === 'isDateString' ? isSurelyMoment : undefined
  return isSure === undefined ? direct : (value) => isSure(value) || direct(value)
}

/** Called as it is, without the objects that class-validator makes for each value. */
function withConstraints(own: (...args: never[]) => boolean, constraints: readonly unknown[]): Verdict {
  const rule = own as (...args: unknown[]) => boolean
  const [first, second] = constraints
  switch (constraints.length) {
    case 0:
      return (value) => rule(value)
    case 1:
      return (value) => rule(value, first)
    case 2:
      return (value) => rule(value, first, second)
    default:
      return (value) => rule(value, ...constraints)
  }
}

/** A day that every month has, alone or with a time and its offset: no more needs to be looked at, and most dates are. */
const SURELY_MOMENT =
  /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/

/** Whether class-validator surely takes it for a date or moment (ISO 8601), however strictly it was asked to look. */
export const isSurelyMoment = (value: unknown): boolean => typeof value === 'string' && SURELY_MOMENT.test(value)

function outcome(verdict: Verdict, probe: unknown): unknown {
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
      return [edge, 'x'.repeat(count), new Array<number>(count).fill(0)]
    })
  }
  if (typeof constraint === 'object' && constraint !== null)
    return [constraint, ...(Object.values(constraint) as unknown[])]
  return [constraint]
}
