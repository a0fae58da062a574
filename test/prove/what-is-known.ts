/** What an answer may hold for whom: the ids, moments and words of what they see, and no more; and what one holds beyond that. */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { PROTOCOLS_FROM } from './family-people.ts'
import { toldTo } from './sight-of-partners.ts'
import { openInWhatWasShared } from './sight-of-what-was-shared.ts'
import { readsAsDueAlone, readsBySharingAlone, seenBy, toldInPlaceTo } from './sight-sentences.ts'
import { coordinatorNow, fact, nextNow, type Happened, type Who } from './sight-told.ts'

export interface Known {
  readonly ids: ReadonlySet<string>
  readonly moments: ReadonlySet<string>
  readonly words: ReadonlySet<string>
  /** How many events they see, or are told that they are withheld. */
  readonly count: number
}

const IDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/g
const MOMENTS = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g
/** As every word of these families is written. */
const WORDS = /Woord \w+ \d+/g

const found = (pattern: RegExp, text: string): readonly string[] => [...text.matchAll(pattern)].map(([one]) => one)
const inMilliseconds = (moment: string) => new Date(moment).toISOString()

/** Of several families at once. */
export function knownOf(who: Who, families: readonly Happened[]): Known {
  const all = families.map((happened) => knownTo(who, happened))
  const together = (part: 'ids' | 'moments' | 'words') => new Set(all.flatMap((known) => [...known[part]]))
  const count = all.reduce((sum, known) => sum + known.count, 0)
  return { ids: together('ids'), moments: together('moments'), words: together('words'), count }
}

export function knownTo(who: Who, happened: Happened): Known {
  const seen = [...seenBy(who, happened), ...toldTo(who, happened)]
  const goesOn = ['plan-coordination', 'log-verification'].includes(who.activity)
  const shown = seen.map((event) => asShown(event, goesOn))
  const toldInPlace = toldInPlaceTo(who, happened)
  const due = knowsWhatIsDue(who, happened)
    ? happened.past.filter((event) => !isOfOthers(who, event)).flatMap(termOf)
    : []
  const overseen = oversees(who) ? happened.past.filter(isOfWithholding).map((event) => event.due) : []
  const texts = [JSON.stringify(shown), JSON.stringify([...due, ...overseen]), JSON.stringify(toldInPlace)]
  const people = peopleIn(happened)
  const isNameless = who.role === 'second-reader'
  const opensWords = who.role !== 'partner' && who.activity !== 'log-verification'
  return {
    ids: new Set([
      who.id,
      happened.planId,
      ...texts.flatMap((text) => found(IDS, text)).filter((id) => !isNameless || !people.has(id)),
    ]),
    moments: new Set([PROTOCOLS_FROM, ...texts.flatMap((text) => found(MOMENTS, text)).map(inMilliseconds)]),
    words: new Set(opensWords ? seen.filter(isOpenTo(who, happened)).flatMap((event) => wordsOf(event, happened)) : []),
    count: seen.length + toldInPlace.length,
  }
}

/** Of what they read by a sharing alone, older words are closed; of what is due, all. */
function isOpenTo(who: Who, happened: Happened): (event: Envelope) => boolean {
  const isShared = readsBySharingAlone(who, happened)
  const isDue = readsAsDueAlone(who, happened)
  const to = { kind: 'professional', id: who.id } as const
  return (event) => !isDue(event) && (!isShared(event) || openInWhatWasShared(to, event, happened) > 0)
}

/** What a text holds that is not known; what was asked by may stand in it. */
export function beyond({ ids, moments, words }: Known, text: string, asked: string): readonly string[] {
  return [
    ...found(IDS, text).filter((id) => !ids.has(id) && !asked.includes(id)),
    ...found(MOMENTS, text).filter((moment) => !moments.has(inMilliseconds(moment)) && !asked.includes(moment)),
    ...found(WORDS, text).filter((word) => !words.has(word)),
  ]
}

/** Who could not be drawn is told as a digest; what of every law was left open, to who goes on with it. */
function asShown(
  { id, about, actor, onBehalfOf, correlationId, due, recordedAt, happenedAt, data }: Envelope,
  goesOn: boolean,
) {
  const { excluded: _, document, ...facts } = data
  return {
    id,
    about,
    actor,
    onBehalfOf,
    correlationId,
    due,
    recordedAt,
    happenedAt,
    facts,
    ...(goesOn && { document }),
  }
}

/** Whatever its law, what is due is told to who coordinates and to their lead: by kind, moment and ids. */
function knowsWhatIsDue({ id, role, activity, team }: Who, happened: Happened): boolean {
  if (activity !== 'plan-coordination') return false
  const coordinator = coordinatorNow(happened)
  if (coordinator === undefined) return false
  return role === 'team-lead'
    ? fact(coordinator, 'team') === team
    : [fact(coordinator, 'coordinator'), nextNow(happened)].includes(id)
}

/** That something is withheld, or asked after, is due for others than a team lead. */
const isOfOthers = ({ role }: Who, event: Envelope): boolean =>
  role === 'team-lead' && (isOfWithholding(event) || event.type === 'WithheldAskedFor')

const isOfWithholding = ({ type }: Envelope): boolean => /^(ContentWithheld|SightLimited|Withholding)/.test(type)

/** The privacy officer is told of all that is withheld when it is due, and neither where nor what it is. */
const oversees = ({ role, activity }: Who): boolean => role === 'privacy-officer' && activity === 'privacy-oversight'

const termOf = ({ due, data }: Envelope): readonly unknown[] =>
  due === undefined
    ? []
    : [
        due,
        (data['on'] as { readonly id?: string } | undefined)?.id,
        ...[
          'person',
          'deviation',
          'goal',
          'action',
          'view',
          'referral',
          'representation',
          'judgement',
          'withholding',
          'request',
        ].map((name) => data[name]),
      ]

function peopleIn({ past }: Happened): ReadonlySet<string> {
  const named = [
    'person',
    'coordinator',
    'professional',
    'representative',
    'represents',
    'reader',
    'owner',
    'to',
    'deputy',
  ]
  return new Set(
    past.flatMap((event) => [
      ...event.about,
      ...(event.actor.kind === 'system' ? [] : [event.actor.id]),
      ...named.flatMap((name) => fact(event, name) ?? []),
    ]),
  )
}

/** The words that were asked to be said where the event has something sealed by the same name. */
function wordsOf({ data, correlationId }: Envelope, { asked }: Happened): readonly string[] {
  const said = asked.get(correlationId)
  const sealed = new Set([...namesOfSealed(data)])
  return said === undefined ? [] : [...wordsBeneath(said, sealed)]
}

function* namesOfSealed(part: unknown, name = ''): Generator<string> {
  if (typeof part !== 'object' || part === null) return
  if ('sealed' in part) yield name
  else for (const [key, inside] of Object.entries(part)) yield* namesOfSealed(inside, Array.isArray(part) ? name : key)
}

function* wordsBeneath(part: unknown, names: ReadonlySet<string>, name = ''): Generator<string> {
  if (typeof part === 'string' && names.has(name)) yield* found(WORDS, part)
  if (typeof part !== 'object' || part === null) return
  for (const [key, inside] of Object.entries(part)) yield* wordsBeneath(inside, names, Array.isArray(part) ? name : key)
}
