/** Test support: valid bodies made wrong in every way that JSON allows, and whether the pipe with compiled classes says of each what ValidationPipe alone says. */
import { isDeepStrictEqual } from 'node:util'
import { BodyValidationPipe, isWithinBounds, strictValidationPipe } from '../body-validation.pipe.ts'
import type { BodyClass } from '../class-metadata.ts'
import { InvalidInput } from '../problem.ts'

type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

/** A number in [0, 1), the same series for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const VALUES: readonly Json[] = [
  null,
  true,
  false,
  0,
  1,
  2,
  1e21,
  -0,
  9007199254740993,
  '',
  ' ',
  'a',
  '0',
  'true',
  'x'.repeat(1_500),
  '👩‍👧‍👦'.repeat(40),
  'e\u0301\u0000\ud800',
  '2026-03-02',
  '2026-02-30',
  '2026-03-02T09:00:00Z',
  '2026-03-02T25:00:00+02:00',
  '9f0c1f8e-52f5-4f52-8f32-0d3f5a6f7a11',
  '9F0C1F8E52F54F528F320D3F5A6F7A11',
  [],
  [[]],
  [null],
  ['a', 'a'],
  [1, '1', true, null, {}, []],
  {},
  { 0: 'a', length: 1 },
  { then: 'x' },
  { toString: 'x', valueOf: 1 },
]

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
  'then',
  '0',
  '',
  'id',
  'target',
  'a/b~c',
]

/** Copies of a body, each with one to four things changed. Every kind of change can land on every property, item and level. */
export function mutator(seed: number): (valid: unknown) => unknown {
  const random = seeded(seed)
  const below = (count: number) => Math.floor(random() * count)
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item
  const anyValue = () => structuredClone(pick(VALUES))

  /** Everything in the body that has an inside. */
  const insides = (value: Json): (Json[] | Record<string, Json>)[] => {
    if (typeof value !== 'object' || value === null) return []
    return [value, ...Object.values(value).flatMap(insides)]
  }

  const set = (target: object, name: string, value: Json) => {
    if (Array.isArray(target) && !has(target, name)) target.push(value)
    // As JSON.parse does: `__proto__` becomes a property like any other.
    else Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true })
  }

  const change = (body: Json): Json => {
    const target = pick([...insides(body), undefined])
    if (target === undefined) return random() < 0.05 ? anyValue() : body
    const names: readonly string[] = Object.keys(target)
    const name = names.length > 0 && random() < 0.85 ? pick(names) : pick(NAMES)
    const value = has(target, name) ? ((target as Record<string, Json>)[name] ?? null) : null
    const changes: (() => void)[] = [
      () => {
        set(target, name, anyValue())
      },
      () => {
        set(target, name, retyped(value))
      },
      () => {
        set(target, name, [value])
      },
      () => {
        set(target, name, [structuredClone(value), value])
      },
      () => {
        set(target, name, { [name]: value })
      },
      () => {
        set(target, name, structuredClone(body))
      },
      () => {
        set(target, pick([...NAMES, `${name}X`]), anyValue())
      },
      () => {
        set(target, '__proto__', { polluted: true, ...(random() < 0.5 && { constructor: anyValue() }) })
      },
      () => {
        if (Array.isArray(target)) target.splice(below(target.length + 1), random() < 0.5 ? 1 : 0, anyValue())
        else Reflect.deleteProperty(target, name)
      },
      () => {
        if (Array.isArray(value))
          set(target, name, value.length > 0 ? value.flatMap((item) => [item, item]).slice(0, 200) : [])
        else if (typeof value === 'string') set(target, name, edited(value))
        else if (typeof value === 'number') set(target, name, value + pick([-1, 0.5, 1, 1e6]))
      },
    ]
    pick(changes)()
    return body
  }

  const retyped = (value: Json): Json => {
    switch (typeof value) {
      case 'string':
        return value.length > 0 && Number.isFinite(Number(value)) ? Number(value) : pick([[value], { value }, 0, true])
      case 'number':
        return pick([String(value), [value], value === 0])
      case 'boolean':
        return pick([String(value), Number(value)])
      default:
        return JSON.stringify(value)
    }
  }

  const edited = (text: string): string => {
    const place = below(text.length + 1)
    return pick([
      text.slice(0, place) + text.slice(place + 1),
      text.slice(0, place) + pick(['0', 'x', ' ', '\n', '-', '👩', '\u0000']) + text.slice(place),
      text.toUpperCase(),
      text.repeat(2),
      ` ${text} `,
    ])
  }

  return (valid) => {
    let body = structuredClone(valid) as Json
    for (let changes = 1 + below(4); changes > 0; changes -= 1) body = change(body)
    return body
  }
}

/** Its own and enumerable: what JSON writes, so not the length of a list. */
const has = (target: object, name: string) => Object.prototype.propertyIsEnumerable.call(target, name)

/** A body once with each of its values, at every level, missing, and once with each replaced by each kind of value there is. */
export function* everySingleChange(valid: unknown): Generator {
  const places = function* (value: Json, path: readonly string[]): Generator<readonly string[]> {
    if (path.length > 0) yield path
    if (typeof value !== 'object' || value === null) return
    for (const [name, inside] of Object.entries(value)) yield* places(inside, [...path, name])
  }
  for (const path of places(valid as Json, [])) {
    for (const value of [undefined, ...VALUES]) {
      const body = structuredClone(valid) as Json
      const target = path.slice(0, -1).reduce((inside, name) => (inside as Record<string, Json>)[name] ?? null, body)
      Reflect.set(target as object, path.at(-1) ?? '', value)
      yield body
    }
  }
}

export interface Difference {
  readonly body: string
  readonly compiled: unknown
  readonly alone: unknown
}

export interface Comparison {
  readonly compared: number
  readonly accepted: number
  readonly differences: readonly Difference[]
}

/**
 * Judges bodies twice, as they come out of a JSON parser, and keeps every one of which verdict, faults or value differ: the valid ones, each of them with
 * every single change, and `count` with several at once.
 * @param valid bodies of that class to begin from
 */
export async function compareWithValidationPipe(
  bodyClass: BodyClass,
  valid: readonly unknown[],
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<Comparison> {
  const mutated = mutator(seed)
  const pipes = { compiled: new BodyValidationPipe(), alone: strictValidationPipe() }
  const differences: Difference[] = []
  let compared = 0
  let accepted = 0
  const bodies = function* () {
    for (const start of valid) {
      yield start
      yield* everySingleChange(start)
    }
    for (let each = 0; each < count; each += 1) yield mutated(valid[each % valid.length])
  }
  for (const each of bodies()) {
    // Beyond these ValidationPipe is not asked, and may not come back.
    if (!isWithinBounds(each)) continue
    const body = JSON.stringify(each)
    compared += 1
    const alone = await verdictOf(pipes.alone, bodyClass, body)
    const compiled = await verdictOf(pipes.compiled, bodyClass, body)
    if ('value' in alone) accepted += 1
    // Text too, for the order of properties.
    if (!isDeepStrictEqual(compiled, alone) || JSON.stringify(compiled) !== JSON.stringify(alone)) {
      differences.push({ body, compiled, alone })
    }
  }
  return { compared, accepted, differences }
}

type Verdict = { readonly value: unknown } | { readonly faults: unknown } | { readonly thrown: string }

async function verdictOf(
  pipe: Pick<BodyValidationPipe, 'transform'>,
  metatype: BodyClass,
  body: string,
): Promise<Verdict> {
  try {
    return { value: await pipe.transform(JSON.parse(body), { type: 'body', metatype }) }
  } catch (fault) {
    return fault instanceof InvalidInput ? { faults: fault.faults } : { thrown: String(fault) }
  }
}
