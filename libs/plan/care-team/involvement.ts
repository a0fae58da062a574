/** Who worked with the family, from when until when: who was involved when something happened cannot be changed by who becomes so later. */
import type { Moment } from '../../deciding/decider.ts'

interface Spell {
  readonly who: string
  readonly from: Moment
  /** Absent while it lasts. */
  readonly until?: Moment
}

export type Involvement = readonly Spell[]

/** After an event: who is no longer among them left then, who is new came then. */
export function involvementAfter(now: Involvement, involved: readonly string[], at: Moment): Involvement {
  const lasting = now.filter(({ until }) => until === undefined).map(({ who }) => who)
  const came = [...new Set(involved)].filter((who) => !lasting.includes(who))
  const isAsBefore = came.length === 0 && lasting.every((who) => involved.includes(who))
  if (isAsBefore) return now
  const gone = ({ who, until }: Spell) => until === undefined && !involved.includes(who)
  return [
    ...now.map((spell) => (gone(spell) ? { ...spell, until: at } : spell)),
    ...came.map((who) => ({ who, from: at })),
  ]
}

/** Who was involved at a moment; at one before anybody was, who was so first. */
export function involvedAt(involvement: Involvement, at: Moment): readonly string[] {
  const then = latest(at, involvement[0]?.from ?? at)
  const during = involvement.filter(({ from, until }) => from <= then && (until === undefined || then <= until))
  return [...new Set(during.map(({ who }) => who))]
}

/** Whether someone's own part had begun by then, and not ended. */
export const hadAPart = (involvement: Involvement, who: string, at: Moment): boolean =>
  involvement.some((spell) => spell.who === who && spell.from <= at && (spell.until === undefined || at <= spell.until))

/** From when on there was a plan that anyone worked in. */
export const beganAt = (involvement: Involvement): Moment | undefined => involvement[0]?.from

const latest = (one: Moment, other: Moment): Moment => (one > other ? one : other)
