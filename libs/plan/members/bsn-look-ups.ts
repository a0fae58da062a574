/** How often someone looked up a person by their number today: a hit tells that someone is in a plan, so that nobody may try numbers by the hundred. Which number it was is not here. */
import { Refusal, type Concerns, type Decider } from '../../deciding/decider.ts'
import type { Upcasters } from '../../deciding/upcasters.ts'

export type BsnLookUpEvent = Concerns & { readonly type: 'BsnLookedUp' }

/** The events whose form has changed: none. */
export const BSN_LOOK_UP_FORMS: Upcasters<BsnLookUpEvent['type']> = {}

export interface LookUpBsn {
  readonly type: 'LookUpBsn'
  readonly atMost: number
}

export type BsnLookUpRefusal = 'BSN_LOOK_UPS_ARE_SPENT'

export const bsnLookUps: Decider<LookUpBsn, { readonly today: number }, BsnLookUpEvent> = {
  initial: { today: 0 },

  decide({ atMost }, { today }) {
    if (today >= atMost) throw new Refusal<BsnLookUpRefusal>('BSN_LOOK_UPS_ARE_SPENT')
    return [{ domain: 'general', about: [], type: 'BsnLookedUp' }]
  },

  evolve: ({ today }) => ({ today: today + 1 }),
}
