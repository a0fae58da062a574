/** Who speaks for someone who cannot, or need not, speak for themselves: in which kind, where, and whether it counts. Appointing and ending are in `care-team.ts`. */
import { Refusal, type Moment, type PersonId } from '../../deciding/decider.ts'
import type { Domain } from '../../deciding/domains.ts'
import { isMember, type Members } from '../members/members.ts'

/** Kinds of representation (Burgerlijk Wetboek boek 1; Jeugdwet; Wmo 2015 art. 1.1.1), and what each may speak about. */
export const REPRESENTATION_KINDS = [
  'parental-authority',
  'guardian',
  'guardian-institution',
  'curator',
  'mentor',
  'administrator-of-assets',
  'guardian-ad-litem',
  'mandated',
  'informal',
] as const
export type RepresentationKind = (typeof REPRESENTATION_KINDS)[number]

/** Who has authority over a child (BW 1:245, 1:302), and speaks for it until the age that each law has for it. */
export const FOR_CHILDREN: readonly RepresentationKind[] = ['parental-authority', 'guardian', 'guardian-institution']

export interface Representation {
  readonly representation: string
  readonly representative: string
  readonly represents: PersonId
  readonly kind: RepresentationKind
  readonly from: Moment
  readonly until?: Moment
  /** Absent where nothing was asked to show for it: they keep what they had. */
  readonly isVerified?: boolean
}

/** As rules read it. */
export interface KnownRepresentation extends Representation {
  readonly isInConflict?: true
}

export interface Representations {
  readonly representations: Readonly<Record<string, KnownRepresentation>>
  /** Judged for what one law asks: it says nothing under another. */
  readonly cannotSpeak: readonly { readonly person: PersonId; readonly domain: Domain }[]
}

export type RepresentationRefusal =
  'NOBODY_WHO_WORKS_WITH_THE_FAMILY_REPRESENTS_A_MEMBER' | 'ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE'

const isInForce = ({ from, until }: Representation, at: Moment): boolean =>
  from <= at && (until === undefined || at <= until)

/** Whom someone represents at a moment. */
export const representationsBy = (
  { representations }: Pick<Representations, 'representations'>,
  by: string,
  at: Moment,
): readonly Representation[] =>
  Object.values(representations).filter((one) => one.representative === by && isInForce(one, at))

/** Who showed what lets them speak, or was never asked to. */
export const isVerified = ({ isVerified: verified }: Representation): boolean => verified !== false

/** What a kind of representation is limited to, where the law limits it: an administrator of assets speaks of money only (BW 1:431, 1:441). */
export const SPEAKS_ONLY_IN: Partial<Record<RepresentationKind, readonly Domain[]>> = {
  'administrator-of-assets': ['participation'],
}

/** Whether someone was judged, under this law, not to be able to speak for themselves. */
export const cannotSpeakIn = (
  { cannotSpeak }: Pick<Representations, 'cannotSpeak'>,
  person: PersonId,
  domain: Domain,
): boolean => cannotSpeak.some((one) => one.person === person && one.domain === domain)

/** Whoever may say something for someone at a moment, in a domain, whether it counts or not. */
export const representationsOf = (
  { representations }: Pick<Representations, 'representations'>,
  person: PersonId,
  at: Moment,
  domain: Domain,
): readonly KnownRepresentation[] =>
  Object.values(representations)
    .filter((one) => one.represents === person && isInForce(one, at))
    .filter(({ kind }) => SPEAKS_ONLY_IN[kind]?.includes(domain) !== false)

/** What someone says who has a conflict of interest, or shows nothing that lets them speak, is kept, and counts for nothing. */
const counts = (one: KnownRepresentation): boolean => isVerified(one) && one.isInConflict !== true

/** Who speaks for someone at a moment, in a domain, so that it counts. @param parentsCount whether parents and guardians speak for them still */
export const representativesOf = (
  careTeam: Representations,
  person: PersonId,
  { at, domain, parentsCount }: { readonly at: Moment; readonly domain: Domain; readonly parentsCount: boolean },
): readonly string[] =>
  representationsOf(careTeam, person, at, domain)
    .filter((one) => counts(one) && (parentsCount || !isForChildren(one)))
    .map(({ representative }) => representative)

/** Each way in which someone who counts has authority over a person, at a moment. */
export const authoritiesOver = (
  careTeam: Representations,
  person: PersonId,
  { at, domain }: { readonly at: Moment; readonly domain: Domain },
): readonly KnownRepresentation[] =>
  representationsOf(careTeam, person, at, domain).filter((one) => counts(one) && isForChildren(one))

const isForChildren = ({ kind }: Representation): boolean => FOR_CHILDREN.includes(kind)

/** Whether someone speaks for another as a parent or guardian, and in no other way that counts. */
export function speaksAsParent(
  careTeam: Representations,
  person: PersonId,
  by: string,
  at: Moment,
  domain: Domain,
): boolean {
  const theirs = representationsOf(careTeam, person, at, domain)
  const counting = theirs.filter((one) => one.representative === by && counts(one))
  return counting.length > 0 && counting.every(isForChildren)
}

/** Whether what someone says for another is kept only. */
export function countsForNothing(
  careTeam: Representations,
  person: PersonId,
  by: string,
  at: Moment,
  domain: Domain,
): boolean {
  const theirs = representationsOf(careTeam, person, at, domain).filter(({ representative }) => representative === by)
  return theirs.length > 0 && !theirs.some(counts)
}

/** The care team as it counts: who works with a family speaks for nobody in it, also where an older stream says that they would. */
export function withoutSpeakers<Team extends Representations>(careTeam: Team, working: readonly string[]): Team {
  const all = Object.entries(careTeam.representations)
  const counting = all.filter(([, { representative }]) => !working.includes(representative))
  return counting.length === all.length ? careTeam : { ...careTeam, representations: Object.fromEntries(counting) }
}

/** @throws Refusal where someone who is to work with the family speaks for a member, now or from some moment on */
export function mustRepresentNobody(
  { representations }: Pick<Representations, 'representations'>,
  members: Members,
  who: string,
  at: Moment,
): void {
  const represents = Object.values(representations).some(
    (one) =>
      one.representative === who && isMember(members, one.represents) && (one.until === undefined || at <= one.until),
  )
  if (represents) throw refusal('NOBODY_WHO_WORKS_WITH_THE_FAMILY_REPRESENTS_A_MEMBER')
}

/** Whether someone may say something for another that counts at all: with something shown for it, in that domain, at that moment. */
export const speaksFor = (
  careTeam: Representations,
  person: PersonId,
  by: string,
  at: Moment,
  domain: Domain,
): boolean =>
  representationsOf(careTeam, person, at, domain).some((one) => one.representative === by && isVerified(one))

/** @throws Refusal where someone speaks for another whom they do not represent in that domain */
export function mustSpeakFor(
  careTeam: Representations,
  person: PersonId,
  by: string,
  at: Moment,
  domain: Domain,
): void {
  if (by !== person && !speaksFor(careTeam, person, by, at, domain))
    throw refusal('ONLY_A_REPRESENTATIVE_SPEAKS_FOR_SOMEONE', { person })
}

const refusal = (code: RepresentationRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
