/** Every address that the document has to read, of what is in a family: by ids of what its asker may see and may not; and how answers tell more than they may. */
import type { OpenAPIObject } from '@nestjs/swagger'
import type { Dice } from '../../apps/populate/dice.ts'
import { operationsOf } from '../support/routes.ts'
import { writeIn } from './watched-asks.ts'
import type { Scene } from './family-scene.ts'
import type { Family } from './family.ts'
import type { Answer } from './installation.ts'
import { fact, type Happened, type Who } from './sight-told.ts'
import { beyond, knownOf, knownTo } from './what-is-known.ts'

/** What an id stands for, by what stands before it in an address. */
const NAMED: Readonly<Record<string, string>> = {
  members: 'person',
  handovers: 'handover',
  referrals: 'referral',
  permissions: 'permission',
  sharings: 'sharing',
  goals: 'goal',
  actions: 'action',
  priorities: 'priority',
  deviations: 'deviation',
  withholdings: 'withholding',
}
const IDS_OF_EACH = 3

const QUERIES: Readonly<Record<string, readonly string[]>> = {
  '/plans/{planId}/history': ['?limit=500'],
  '/plans/{planId}/history/changes': ['?from=-1&to=4', '?from=0&to=400'],
  '/due': ['', '?scope=team'],
  '/events': ['?limit=100'],
}
/** What holds nothing of any family: of the municipality, of partners' own subscriptions, and of who looked, which others keep. */
const OF_NO_FAMILY =
  /^\/(protocols|processing-activities|terms|second-readers|teams|break-glass-roles|inspections|event-schemas|subscriptions|ages-by-law|coordination-bases)/

export function readingsOf(document: OpenAPIObject, { planId, past }: Happened, dice: Dice): readonly string[] {
  const reads = operationsOf(document).filter(({ method, path }) => method === 'get' && !OF_NO_FAMILY.test(path))
  return reads.flatMap(({ path }) => {
    const of = /(\w[\w-]*)\/\{(?:id|eventId)\}/.exec(path)?.[1] ?? ''
    const all = past.flatMap((event) => (of === 'events' ? event.id : (fact(event, NAMED[of] ?? '') ?? [])))
    const ids = path.includes('{id}') || path.includes('{eventId}') ? some(all, dice) : ['']
    const queries = QUERIES[path] ?? ['']
    return ids.flatMap((id) =>
      queries.map((query) => path.replace('{planId}', planId).replace(/\{(id|eventId)\}/, id) + query),
    )
  })
}

const some = (all: readonly string[], dice: Dice): readonly string[] =>
  all.length === 0 ? [] : [...new Set(Array.from({ length: IDS_OF_EACH }, () => dice.pick(all)))]

export interface Found {
  asked: number
  readonly leaks: string[]
}

/** What there is to ask, and who else lives there: of those too, lists tell whoever has a part in them. */
export interface Asking {
  readonly scene: Scene
  readonly others: readonly Family[]
  readonly document: OpenAPIObject
  readonly found: Found
}

/** Somebody reads all there is. */
export async function readsEverything({ scene, others, document, found }: Asking, who: Who): Promise<void> {
  const { family, dice } = scene
  const known = knownTo(who, family.happened)
  const at = family.moment
  const families = [family.happened, ...others.map(({ happened }) => ({ ...happened, at }))]
  const inLists = knownOf(who, families)
  const consistent = { 'consistent-after': await family.place.position() }
  for (const path of readingsOf(document, family.happened, dice)) {
    const isOfThis = path.startsWith('/plans/')
    const answer = await family.asks(who, { method: 'GET', path, headers: isOfThis ? {} : consistent })
    found.asked += 1
    const count = path.endsWith('/history?limit=500') && answer.status === 200 ? countIn(answer.text) : known.count
    if (count !== known.count) found.leaks.push(`${who.role} counts ${String(count)} of ${String(known.count)}`)
    // Who verifies is shown people under other names.
    if (who.activity !== 'log-verification')
      hold(found, who, path, answer, beyond(isOfThis ? known : inLists, butForIdsOfDue(told(answer), families), path))
  }
}

/** Somebody tries a write; what comes of it is judged by what they see when it is done, and by what they made themselves. */
export async function triesAWrite({ scene: { family, ...scene }, found }: Asking, who: Who): Promise<void> {
  const asked = writeIn({ ...scene, family }, who)
  if (asked === undefined) return
  const before = family.past.length
  const answer = await family.does(asked)
  found.asked += 1
  const own = JSON.stringify([asked, family.past.slice(before)])
  hold(found, who, asked.path, answer, beyond(knownTo(who, family.happened), told(answer), own))
}

function hold({ leaks }: Found, { role, name }: Who, asked: string, { status }: Answer, more: readonly string[]): void {
  if (more.length > 0) leaks.push(`${role} ${name}, ${String(status)}, ${asked}: ${more.slice(0, 3).join(', ')}`)
}

/** All that says something; what a problem is filed under is new each time. */
const told = ({ text, headers }: Answer): string =>
  `${text.replace(/"instance":"[^"]*"/, '')} ${JSON.stringify([headers['location'], headers['link']])}`

const ID_OF_DUE = /(?<=\{"id":")[0-9a-f-]{36}(?=","planId":"[0-9a-f-]{36}","what":)/g

/**
 * What is due goes by an id that no event has, of what stands beside it, which is judged. That it is made of nothing else is proven where all else is
 * the same (`withholding.ts`). One that is the id of anything that happened is judged as any other.
 */
function butForIdsOfDue(text: string, families: readonly Happened[]): string {
  const ids = text.match(ID_OF_DUE) ?? []
  if (ids.length === 0) return text
  const happened = JSON.stringify(families.map(({ past, planId }) => [past, planId]))
  return text.replace(ID_OF_DUE, (id) => (happened.includes(id) ? id : ''))
}

/** How many events there are, or the first number that is not the next. */
function countIn(text: string): number {
  const { events } = JSON.parse(text) as { readonly events: readonly { readonly revision: number }[] }
  return events.find(({ revision }, place) => revision !== place)?.revision ?? events.length
}
