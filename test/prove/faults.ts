/** Faults of sight that can be planted in the API as it was built: what stands in a module of it, and what stands there while the fault is on. */

interface Planting {
  /** Below `dist`. */
  readonly module: string
  /** To the letter, and once. */
  readonly stands: string
  /** The same, but otherwise while the fault is `ON`. */
  readonly instead: string
}

/** One in each thing that the right to read hangs on. */
export const FAULTS = {
  role: {
    module: 'libs/access/grounds.js',
    stands: `role === 'family-member' && isHere(id)`,
    instead: `(ON || role === 'family-member') && isHere(id)`,
  },
  activity: {
    module: 'libs/access/grounds.js',
    stands: `joining.activity === activity && lawOfCare`,
    instead: `(ON || joining.activity === activity) && lawOfCare`,
  },
  domain: {
    module: 'libs/access/sight.js',
    stands: `(audience === 'team' || audience === 'confidence') && ground.domains.includes(event.domain)`,
    instead: `(audience === 'team' || audience === 'confidence') && (ON || ground.domains.includes(event.domain))`,
  },
  scope: {
    module: 'libs/access/scoped.js',
    stands: `keys.every((key) => items.has(key))`,
    instead: `(ON || keys.every((key) => items.has(key)))`,
  },
  enforcing: {
    module: 'libs/access/sight.js',
    stands: `if (ground.enforces !== undefined)`,
    instead: `if (!ON && ground.enforces !== undefined)`,
  },
  adult: {
    module: 'libs/access/enforcing.js',
    stands: `ageBand(person) === 'adult'`,
    instead: `(ON || ageBand(person) === 'adult')`,
  },
  audience: {
    module: 'libs/access/sight.js',
    stands: `return audience !== 'confidence'`,
    instead: `return ON || audience !== 'confidence'`,
  },
  age: {
    module: 'libs/access/grounds.js',
    stands: `ownSight(ageBand(id), today, ages)`,
    instead: `(ON ? 'all' : ownSight(ageBand(id), today, ages))`,
  },
  representation: {
    module: 'libs/access/grounds.js',
    stands: `isVerified(representation) ? persons : unverified`,
    instead: `ON || isVerified(representation) ? persons : unverified`,
  },
  withholding: {
    module: 'libs/access/withheld.js',
    stands: `if (!isWithheld(withheld, event))`,
    instead: `if (ON || !isWithheld(withheld, event))`,
  },
  membership: {
    module: 'libs/access/grounds.js',
    stands: `{ domains, ...limitsTo(id) }`,
    instead: `{ domains, ...(ON ? {} : limitsTo(id)) }`,
  },
  time: {
    module: 'libs/plan/care-team/care-team.js',
    stands: `one.professional === professional && at <= one.until`,
    instead: `one.professional === professional && (ON || at <= one.until)`,
  },
  emergency: {
    module: 'libs/plan/break-glass/break-glass.js',
    stands: `is === 'used' && at < until`,
    instead: `is === 'used' && (ON || at < until)`,
  },
  fled: {
    module: 'libs/plan/members/absences.js',
    stands: `own.filter((one) => isUnknown(absences, who, one))`,
    instead: `own.filter((one) => !ON && isUnknown(absences, who, one))`,
  },
  lapse: {
    module: 'libs/access/oversees-withholding.js',
    stands: `one.lapsesAt !== undefined && one.lapsesAt < at`,
    instead: `one.lapsesAt !== undefined && (ON || one.lapsesAt < at)`,
  },
  basis: {
    module: 'libs/access/closed.js',
    stands: `...lawsWithBasis(bases, dayOf(at))`,
    instead: `...(ON ? LEGAL_DOMAINS : lawsWithBasis(bases, dayOf(at)))`,
  },
  'ended-basis': {
    module: 'libs/municipality/coordination-bases.js',
    stands: `(until === undefined || day <= until)`,
    instead: `(ON || until === undefined || day <= until)`,
  },
  permission: {
    module: 'libs/plan/permissions/permitted.js',
    stands: `persons.every(isPermittedBy)`,
    instead: `(ON ? persons.some(isPermittedBy) : persons.every(isPermittedBy))`,
  },
  'withdrawn-permission': {
    module: 'libs/plan/permissions/permitted.js',
    stands: `is !== 'given' || at > until`,
    instead: `(!ON && is !== 'given') || at > until`,
  },
  'shared-items': {
    module: 'libs/access/shared.js',
    stands: `item !== undefined && items.has(keyOf(item))`,
    instead: `item !== undefined && (items.has(keyOf(item)) || (ON && items.has(keyOf({ kind: 'goal', id: event.goal }))))`,
  },
  'shared-words': {
    module: 'libs/access/shared.js',
    stands: `envelope.recordedAt < since`,
    instead: `(!ON && envelope.recordedAt < since)`,
  },
  'refused-sharing': {
    module: 'libs/access/shared.js',
    stands: `by === professional && domain`,
    instead: `(ON || by === professional) && domain`,
  },
  'ended-sharing': {
    module: 'libs/plan/sharings/shared.js',
    stands: `is !== 'granted'`,
    instead: `(ON ? is === 'refused' : is !== 'granted')`,
  },
  'lapsed-sharing': {
    module: 'libs/plan/sharings/shared.js',
    stands: `at > until`,
    instead: `(!ON && at > until)`,
  },
  'sharing-without-its-ground': {
    module: 'libs/plan/sharings/shared.js',
    stands: `missingFor({ items: [item], to, ground, says: ALL_IS_SAID }, plan, at)`,
    instead: `missingFor({ items: [item], to, ground, says: ALL_IS_SAID }, plan, at).filter((one) => !ON || one !== 'permission')`,
  },
  'scope-for-partners': {
    module: 'libs/access/partner.js',
    stands: `joined.filter((one) => !isScoped(one))`,
    instead: `joined.filter((one) => ON || !isScoped(one))`,
  },
  correction: {
    module: 'libs/installation/ages.js',
    stands: `event.of.kind === 'member' ? birthIn`,
    instead: `!ON && event.of.kind === 'member' ? birthIn`,
  },
} as const satisfies Readonly<Record<string, Planting>>

/** Ways in which what somebody may not see tells of itself all the same. */
export const LEAKS = {
  tag: {
    module: 'apps/api/plans/reading/reading.js',
    stands: `system.tags.tag(stream, lastSeenIn(seen.at(-1)?.recorded))`,
    instead: `system.tags.tag(stream, ON ? now : lastSeenIn(seen.at(-1)?.recorded))`,
  },
  count: {
    module: 'apps/api/plans/reading/reading.js',
    stands: `return visible.map((recorded, revision) => {`,
    instead: `return visible.map((recorded, place) => { const revision = ON ? recorded.envelope.revision : place;`,
  },
  withheld: {
    module: 'libs/access/may.js',
    stands: `namesWhatIsWithheld(withheld, command))`,
    instead: `!ON && namesWhatIsWithheld(withheld, command))`,
  },
  list: {
    module: 'apps/api/lists/list-due.js',
    stands: `sees(row, itemOf(row))`,
    instead: `(ON || sees(row, itemOf(row)))`,
  },
  refusal: {
    module: 'libs/access/may.js',
    stands: `item === undefined || !each.every(`,
    instead: `item === undefined || !ON && !each.every(`,
  },
  opened: {
    module: 'libs/access/sight.js',
    stands: `return event.domain === 'general' && (audience === 'team' || audience === 'coordination')`,
    instead: `return event.domain === 'general' && (ON || audience === 'team' || audience === 'coordination')`,
  },
  helping: {
    module: 'libs/access/enforcing.js',
    stands: `return isOfTheirOwn(begun, event) && READ_OF_THEIR_OWN.includes`,
    instead: `return ON ? domain === 'participation' : isOfTheirOwn(begun, event) && READ_OF_THEIR_OWN.includes`,
  },
  feed: {
    module: 'libs/relaying/announcement.js',
    stands: `Math.min(place, PLACES_IN_A_MOMENT - 1)`,
    instead: `(ON ? envelope.revision : Math.min(place, PLACES_IN_A_MOMENT - 1))`,
  },
} as const satisfies Readonly<Record<string, Planting>>

/** Ways in which what nobody settled goes up otherwise than the rules say. */
export const LATENESSES = {
  short: {
    module: 'libs/plan/terms/terms.js',
    stands: `at: inWorkingDays(at, terms.stepWorkingDays)`,
    instead: `at: inWorkingDays(at, terms.stepWorkingDays - (ON ? 1 : 0))`,
  },
  holidays: {
    module: 'libs/deciding/days.js',
    stands: `return !FROM_EASTER.includes(`,
    instead: `return ON || !FROM_EASTER.includes(`,
  },
  twice: {
    module: 'libs/plan/terms/terms.js',
    stands: `return [{ ...ofDue(found), type: 'DueWentUp', step, to, due }]`,
    instead: `return Array(ON ? 2 : 1).fill({ ...ofDue(found), type: 'DueWentUp', step, to, due })`,
  },
  themselves: {
    module: 'libs/plan/terms/terms.js',
    stands: `themselves.includes(who) ||`,
    instead: `(!ON && themselves.includes(who)) ||`,
  },
  skipped: {
    module: 'libs/plan/terms/terms.js',
    stands: `STEPS_UP.slice(now + 1)`,
    instead: `STEPS_UP.slice(now + (ON ? 2 : 1))`,
  },
  last: {
    module: 'libs/plan/terms/terms.js',
    stands: `return [{ ...ofDue(found), type: 'DueLeftUnanswered', step }]`,
    instead: `return ON ? [] : [{ ...ofDue(found), type: 'DueLeftUnanswered', step }]`,
  },
  asked: {
    module: 'libs/plan/deviations/deviations.js',
    stands: `workingDaysBefore(reviewDate, familyInvitationWorkingDays), -1)`,
    instead: `workingDaysBefore(reviewDate, familyInvitationWorkingDays), ON ? -2 : -1)`,
  },
  missed: {
    module: 'apps/api/ticking/ticker.js',
    stands: `if (await isSentUp(ticking, row))`,
    instead: `if (!(ON && row.what === 'action') && (await isSentUp(ticking, row)))`,
  },
} as const satisfies Readonly<Record<string, Planting>>

export type Lateness = keyof typeof LATENESSES
export type Leak = keyof typeof LEAKS
export type Fault = keyof typeof FAULTS

/** A module of the API with every fault that belongs in it, each off until it is said to be on. */
export function withFaults(path: string, source: string): string {
  let planted = source
  for (const [fault, { module, stands, instead }] of Object.entries<Planting>({ ...FAULTS, ...LEAKS, ...LATENESSES })) {
    if (!path.endsWith(`/dist/${module}`)) continue
    if (planted.split(stands).length !== 2)
      throw new Error(`${module} no longer has the place of the fault of ${fault}`)
    planted = planted.replace(stands, instead.replace('ON', `(globalThis.planted === '${fault}')`))
  }
  return planted
}
