/** What the page of a deviation is made from: its dossier, and what people are called in its plan. */
import { planIdOf, type Asked } from '../asked.ts'
import { told, type Schema } from '../asking.ts'

export interface DeviationAsked {
  readonly dossier: Schema<'DossierAnswer'>
  /** As its reader sees it now. */
  readonly plan: Schema<'Plan'>
  /** Whoever was drawn to read it reads it without names. */
  readonly isForItsReader: boolean
}

export async function deviationOf(asked: Asked): Promise<DeviationAsked> {
  const { api, params, purpose } = asked
  const planId = planIdOf(asked)
  const [dossier, { plan }] = await Promise.all([
    told(
      api.GET('/plans/{planId}/deviations/{id}/dossier', {
        params: { path: { planId, id: params['deviationId'] ?? '' } },
      }),
    ),
    told(api.GET('/plans/{planId}', { params: { path: { planId } } })),
  ])
  return { dossier, plan, isForItsReader: purpose === 'second-reading' }
}
