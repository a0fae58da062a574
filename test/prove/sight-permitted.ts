/** What people permit whoever coordinates to read of what is about them: said from the design, over what was written. */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import { worksHere } from './sight-sentences.ts'
import { fact, isIn, isOrWasIn, ofTypes, saidWith, spokenForBy, type Happened, type Who } from './sight-told.ts'
import { itemsOf, keptFrom, withWhatHangs } from './sight-withheld.ts'

/** Each whom it is about permits it: of what is about several, one of them opens nothing; what is about nobody is about all who are there. */
export function permittedHow(
  { id }: Pick<Who, 'id'>,
  event: Envelope,
  happened: Happened,
): 'permitted' | 'no more permitted' | 'nothing' {
  const given = ofTypes(happened, /^PermissionGiven$/).filter(
    (one) =>
      one.domain === event.domain &&
      (one.data['to'] as { readonly kind: string }).kind === 'coordination' &&
      // What they wrote down themselves opens nothing to them.
      one.actor.id !== id,
  )
  if (given.length === 0) return 'nothing'
  const persons = event.about.length > 0 ? event.about : inTheFamily(happened)
  const isOpen = (counts: (one: Envelope) => boolean) =>
    persons.length > 0 &&
    persons.every((person) =>
      given.some((one) => fact(one, 'person') === person && isOfIt(one, event, happened) && counts(one)),
    )
  if (isOpen((one) => counts(one, happened) && seesIt(one, event, happened))) return 'permitted'
  return isOpen(() => true) ? 'no more permitted' : 'nothing'
}

const inTheFamily = (happened: Happened): readonly string[] =>
  [...new Set(ofTypes(happened, /^MemberJoined$/).map((event) => fact(event, 'person') ?? ''))].filter((person) =>
    isIn(happened, person),
  )

/** All of that law, or the items it names with what hangs on them. */
function isOfIt({ data }: Envelope, event: Envelope, happened: Happened): boolean {
  const named = data['items'] as readonly { readonly id: string }[] | undefined
  if (named === undefined) return true
  const all = withWhatHangs(new Set(named.map(({ id }) => id)), [], happened)
  return itemsOf(event).some((item) => all.has(item))
}

/** Neither withdrawn nor over, of who lives, by who may still speak for that: themselves, unless judged unable to under that law, or who represents them. */
function counts(permission: Envelope, happened: Happened): boolean {
  const [id, person = '', by = '', until = ''] = ['permission', 'person', 'by', 'until'].map((name) =>
    fact(permission, name),
  )
  if (ofTypes(happened, /^PermissionWithdrawn$/).some((event) => fact(event, 'permission') === id)) return false
  if (happened.at > until || !isOrWasIn(happened, person)) return false
  return by === person
    ? canSpeak(person, permission.domain, happened)
    : !worksHere(by, happened) && speaksSoThatItCounts(by, person, permission.domain, happened)
}

const canSpeak = (person: string, law: string, happened: Happened): boolean =>
  ofTypes(happened, /^CapacityJudged$/).findLast((event) => fact(event, 'person') === person && event.domain === law)
    ?.data['canSpeak'] !== false

/** Who is in conflict with whom they speak for says nothing that counts; an administrator of assets speaks of work and income only. */
const speaksSoThatItCounts = (by: string, person: string, law: string, happened: Happened): boolean =>
  spokenForBy(happened, by).some(
    ({ represents, kind, appointed }) =>
      represents === person &&
      (kind !== 'administrator-of-assets' || law === 'participation') &&
      saidWith(happened, appointed)['conflictOfInterest'] === undefined &&
      !ofTypes(happened, /^ConflictOfInterestDeclared$/).some(
        (event) => fact(event, 'representation') === fact(appointed, 'representation'),
      ),
  )

/** Nobody permits what is kept from them, nor by a permission that is. */
function seesIt(permission: Envelope, event: Envelope, happened: Happened): boolean {
  const isKept = keptFrom(fact(permission, 'by') ?? '', happened)
  return !isKept(permission) && !isKept(event)
}
