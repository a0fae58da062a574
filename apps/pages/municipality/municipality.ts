/** What the pages of a municipality are made from: what it decided for everyone, in which there is nobody. */
import type { Asked } from '../asked.ts'
import { told, type Schema } from '../asking.ts'

const PROTOCOLS_AT_MOST = 100

export interface Municipality {
  readonly protocols: Schema<'ProtocolsPage'>['items']
  readonly isWhole: boolean
  readonly terms: Schema<'TermsAnswer'>
  readonly register: Schema<'ProcessingActivities'>['processingActivities']
}

export async function municipalityOf({ api }: Asked): Promise<Municipality> {
  const [{ items, incomplete }, terms, { processingActivities: register }] = await Promise.all([
    told(api.GET('/protocols', { params: { query: { limit: PROTOCOLS_AT_MOST } } })),
    told(api.GET('/terms')),
    told(api.GET('/processing-activities')),
  ])
  return { protocols: items, isWhole: items.length < PROTOCOLS_AT_MOST && incomplete !== true, terms, register }
}

export async function protocolOf({ api, params }: Asked): Promise<Schema<'ProtocolAnswer'>> {
  const path = { protocolId: params['protocolId'] ?? '' }
  return told(api.GET('/protocols/{protocolId}', { params: { path } }))
}
