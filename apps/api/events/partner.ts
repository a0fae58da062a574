/** Who asks for events: the system of a partner organisation, known by the OIN in its token. */
import { Refusal } from '../../../libs/deciding/decider.ts'
import type { Relaying } from '../../relay/for-organisation.ts'
import type { Caller } from '../caller.ts'
import type { System } from '../system.ts'

export type PartnerRefusal = 'ONLY_A_PARTNER_ORGANISATION_DOES_THIS'

/** Its OIN. @throws Refusal where it is someone else who asks */
export function organisationOf({ asker }: Caller): string {
  if (asker.role !== 'partner' || asker.organisation === undefined)
    throw new Refusal<PartnerRefusal>('ONLY_A_PARTNER_ORGANISATION_DOES_THIS')
  return asker.organisation
}

/** What handing over stands on, in this process. */
export const relayingOn = ({ store, readStore, folds, clock, configuration, publicUrl }: System): Relaying => ({
  store,
  readStore,
  plans: folds.plans,
  clock,
  source: () => ({ oin: configuration.oin, apiUrl: `${publicUrl()}/v1` }),
})
