/** What somebody can do in a plan as a whole. */
import { useSay } from '../look/here.ts'
import { Acts, useActor } from './acts.tsx'

export function PlanActs() {
  const say = useSay()
  const { isOfTheFamily, law, coordinates, leads } = useActor()
  return (
    <Acts
      acts={[
        {
          to: 'propose-goal',
          label: say('Stel een doel voor', 'Propose a goal'),
          isOffered: isOfTheFamily || law !== undefined || coordinates,
        },
        {
          to: 'report-deviation',
          label: say('Meld dat u ergens van afweek', 'Report that you left something'),
          isOffered: law !== undefined || coordinates || leads,
        },
        {
          to: 'permit',
          label: say('Laat iemand meelezen', 'Let somebody read along'),
          isOffered: isOfTheFamily || law !== undefined,
        },
        {
          to: 'what-is-withheld',
          label: say('Vraag wat voor u verborgen is', 'Ask what is withheld from you'),
          isOffered: isOfTheFamily,
        },
      ]}
    />
  )
}
