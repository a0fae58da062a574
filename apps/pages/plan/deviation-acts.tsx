/** What somebody can do with a deviation that they see. */
import type { Schema } from '../asking.ts'
import { useSay } from '../look/here.ts'
import { Acts, useActor, useChallenge } from './acts.tsx'

export function DeviationActs({ deviation }: { readonly deviation: Schema<'Deviation'> }) {
  const say = useSay()
  const { isOfTheFamily } = useActor()
  const { id, domain, insteadDone, readings } = deviation
  const challenge = useChallenge('deviation', { id, domain, words: insteadDone })
  const reading = useChallenge('reading', { id, domain, words: insteadDone })
  return (
    <Acts
      acts={[
        { to: `deviations/${id}/view`, label: say('Geef een mening', 'Give a view'), isOffered: isOfTheFamily },
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
