/** What somebody can do with what they see: only what has a form, and only where the API takes it from whoever looks, as far as the plan that they see can tell. */
import type { Child } from 'hono/jsx'
import type { Schema } from '../asking.ts'
import { useHere, useSay } from '../look/here.ts'
import { useInPlan, usePathInPlan } from './in-plan.ts'

/** The law that each purpose of who helps is for. */
export const LAW_OF: Readonly<Record<string, Schema<'LegalDomain'>>> = {
  'youth-support': 'youth',
  'social-support': 'wmo',
  'participation-support': 'participation',
}

export const LAWS: readonly Schema<'LegalDomain'>[] = ['youth', 'wmo', 'participation']

export interface Actor {
  readonly me: string
  readonly isOfTheFamily: boolean
  /** The law under which they help here. */
  readonly law: Schema<'LegalDomain'> | undefined
  readonly coordinates: boolean
  readonly leads: boolean
}

export function useActor(): Actor {
  const { session, purpose } = useHere()
  const coordination = purpose?.id === 'plan-coordination'
  return {
    me: session?.subject ?? '',
    isOfTheFamily: purpose?.id === 'own-file',
    law: LAW_OF[purpose?.id ?? ''],
    coordinates: coordination && session?.role === 'coordinator',
    leads: coordination && session?.role === 'team-lead',
  }
}

export interface Offered {
  readonly to: string
  readonly label: string
  readonly isOffered: boolean
}

/** Links to forms of this plan; nothing where nothing is offered, or where the plan is shown as it was. */
export function Acts({ acts }: { readonly acts: readonly Offered[] }) {
  const { isNow } = useInPlan()
  const path = usePathInPlan()
  const offered = acts.filter(({ isOffered }) => isOffered)
  if (!isNow || offered.length === 0) return null
  return (
    <ul class="samenspel-acts">
      {offered.map(({ to, label }): Child => (
        <li>
          <a class="utrecht-link" href={path(to)}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** To challenge an item: by the family, who helps under its law, and who coordinates where its words are not closed to them. */
export function useChallenge(kind: Schema<'ChallengedKind'>, { id, domain, words }: Challengeable): Offered {
  const say = useSay()
  const { isOfTheFamily, law, coordinates } = useActor()
  const isReadHere = typeof words === 'string'
  return {
    to: `challenge/${kind}/${id}`,
    label: say('Spreek dit tegen', 'Challenge this'),
    isOffered: isOfTheFamily || (law !== undefined && law === domain) || (coordinates && isReadHere),
  }
}

export interface Challengeable {
  readonly id: string
  readonly domain: Schema<'Domain'>
  readonly words?: Schema<'Words'> | undefined
}

export function ChallengeActs({ challenge }: { readonly challenge: Schema<'Challenge'> }) {
  const say = useSay()
  const { me, coordinates, leads } = useActor()
  const { id, state, raised, person, addressee, firstTo, opened, answers } = challenge
  const isTheirs = raised.by === me || person === me
  const isTheirTurn = (addressee === 'coordinator' && coordinates) || (addressee === 'team-lead' && leads)
  const isAnswered = state === 'answered' && isTheirs
  return (
    <Acts
      acts={[
        {
          to: `challenges/${id}/answer`,
          label: say('Geef antwoord', 'Give an answer'),
          isOffered: state === 'raised' && isTheirTurn && !isTheirs,
        },
        {
          to: `challenges/${id}/acceptance`,
          label: say('Neem het antwoord aan', 'Accept the answer'),
          isOffered: isAnswered,
        },
        {
          to: `challenges/${id}/rejection`,
          label: say('Niet mee eens', 'Not agreed'),
          isOffered: isAnswered && answers.length > 0,
        },
        {
          to: `challenges/${id}/opening`,
          label: say('Laat het iedereen lezen die het aangaat', 'Let everyone whom it concerns read it'),
          isOffered: isTheirs && firstTo === 'addressee' && opened === undefined,
        },
        {
          to: `challenges/${id}/withdrawal`,
          label: say('Trek in', 'Withdraw'),
          isOffered: raised.by === me && (state === 'raised' || state === 'answered'),
        },
      ]}
    />
  )
}
