/** Who asks for events: the system of a partner organisation, known by the OIN in its token. */
import { Refusal } from '../../../libs/deciding/decider.ts'
import type { Caller } from '../caller.ts'

export type PartnerRefusal = 'ONLY_A_PARTNER_ORGANISATION_DOES_THIS'

/** Its OIN. @throws Refusal where it is someone else who asks */
export function organisationOf({ asker }: Caller): string {
  if (asker.role !== 'partner' || asker.organisation === undefined)
    throw new Refusal<PartnerRefusal>('ONLY_A_PARTNER_ORGANISATION_DOES_THIS')
  return asker.organisation
}
