/** What somebody can do with a deviation that they see. */
import type { Schema } from '../asking.ts'
import { useSay } from '../look/here.ts'
import { Acts, useActor, useChallenge } from './acts.tsx'

export function DeviationActs({ deviation }: { readonly deviation: Schema<'Deviation'> }) {
  const say = useSay()
  const { isOfTheFamily, me, law, coordinates, leads } = useActor()
  const { id, domain, insteadDone, readings, reported, account, evaluation, justified } = deviation
  const isTheirs = reported.by === me && (law === domain || coordinates || leads)
  const challenge = useChallenge('deviation', { id, domain, words: insteadDone })
  const reading = useChallenge('reading', { id, domain, words: insteadDone })
  return (
    <Acts
      acts={[
        {
          to: `deviations/${id}/account`,
          label: say('Verantwoord dit', 'Account for this'),
          isOffered: isTheirs && account === undefined,
        },
        {
          to: `deviations/${id}/evaluation`,
          label: say('Evalueer dit', 'Evaluate this'),
          isOffered: isTheirs && account !== undefined && evaluation === undefined,
        },
        { to: `deviations/${id}/view`, label: say('Geef een mening', 'Give a view'), isOffered: isOfTheFamily },
        {
          to: `deviations/${id}/came-of-it`,
          label: say('Zeg wat ervan is gekomen', 'Say what came of it'),
          isOffered: isOfTheFamily && (justified || account !== undefined),
        },
        challenge,
        {
          ...reading,
          label: say('Spreek de tweede lezing tegen', 'Challenge the second reading'),
          isOffered: reading.isOffered && readings.length > 0,
        },
      ]}
    />
  )
}
