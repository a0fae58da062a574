/** What somebody can do with a goal that they see, and with an action for it. */
import type { Schema } from '../asking.ts'
import { keptFromIn } from '../forms/in-plan.tsx'
import { useHere, useSay } from '../look/here.ts'
import { Acts, useActor, useChallenge } from './acts.tsx'
import { useInPlan } from './in-plan.ts'

export function GoalActs({ goal }: { readonly goal: Schema<'Goal'> }) {
  const { plan, names } = useInPlan()
  const { language } = useHere()
  const say = useSay()
  const { isOfTheFamily, law, coordinates, me } = useActor()
  const { id, state, domain } = goal
  const isOpen = state === 'proposed' || state === 'adopted'
  const worksOnIt = law === domain
  const canBeKept = isOfTheFamily && keptFromIn(plan, names, me, language).length > 0
  const challenge = useChallenge('goal', goal)
  return (
    <Acts
      acts={[
        {
          to: `goals/${id}/view`,
          label: say('Geef een mening', 'Give a view'),
          isOffered: isOpen && (isOfTheFamily || worksOnIt || coordinates),
        },
        {
          to: `goals/${id}/actions`,
          label: say('Spreek iets af', 'Plan an action'),
          isOffered: isOpen && (isOfTheFamily || worksOnIt || coordinates),
        },
        {
          to: `goals/${id}/evaluation`,
          label: say('Evalueer dit doel', 'Evaluate this goal'),
          isOffered: state === 'adopted' && (worksOnIt || coordinates),
        },
        {
          to: `goals/${id}/came-of-it`,
          label: say('Zeg wat ervan is gekomen', 'Say what came of it'),
          isOffered: isOfTheFamily && (state === 'adopted' || state === 'evaluated'),
        },
        challenge,
        {
          to: `withhold/goal/${id}`,
          label: say('Laat iemand dit niet lezen', 'Keep this from someone'),
          isOffered: canBeKept || worksOnIt,
        },
      ]}
    />
  )
}

export function ActionActs({ action }: { readonly action: Schema<'Action'> }) {
  const say = useSay()
  const { me, isOfTheFamily, law, coordinates } = useActor()
  const { id, state, owner, domain } = action
  const mayGoOn = owner === me || law === domain || coordinates
  const isUnderWay = state === 'active' || state === 'stalled'
  const challenge = useChallenge('action', action)
  return (
    <Acts
      acts={[
        {
          to: `actions/${id}/acceptance`,
          label: say('Neem dit aan', 'Accept this'),
          isOffered: state === 'planned' && owner === me,
        },
        {
          to: `actions/${id}/completion`,
          label: say('Het is gedaan', 'It is done'),
          isOffered: isUnderWay && mayGoOn,
        },
        {
          to: `actions/${id}/stalls`,
          label: say('Het stokt', 'It has stalled'),
          isOffered: state === 'active' && mayGoOn,
        },
        { ...challenge, isOffered: challenge.isOffered && (isOfTheFamily || owner !== me) },
      ]}
    />
  )
}
