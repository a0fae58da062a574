/** "Please do not show this to my parents": asked, and never assumed. */
import { useHere, useSay } from '../look/here.ts'
import { SeveralField } from './fields.tsx'
import { keptFrom, type OfPlan } from './in-plan.tsx'
import { everyOf } from './sent.ts'
import type { Typed } from './writing.ts'

export function KeptFrom({ of }: { readonly of: OfPlan }) {
  const { language } = useHere()
  const say = useSay()
  const options = keptFrom(of, language)
  if (options.length === 0) return null
  return (
    <SeveralField
      name="withhold"
      label={say('Wie mag dit niet lezen?', 'Who may not read this?')}
      hint={say(
        'U hoeft hier niets te kiezen. Kiest u iemand, dan ziet die dit niet, en ook niet dat het er is. Iemand die met u werkt, praat er daarna met u over.',
        'You need not choose anyone. If you choose someone, they do not see this, nor that it is there. Somebody who works with you talks with you about it afterwards.',
      )}
      options={options}
    />
  )
}

/** Asked by a member: from whom, and that they ask. */
export function withholdIn(typed: Typed): { withhold?: { from: string; ground: 'child-asked' }[] } {
  const from = everyOf(typed, 'withhold')
  return from.length === 0 ? {} : { withhold: from.map((one) => ({ from: one, ground: 'child-asked' })) }
}
