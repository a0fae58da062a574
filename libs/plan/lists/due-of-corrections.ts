/** What is due of corrections: an answer to who asked for one. */
import type { Happened } from '../../deciding/read-model.ts'
import type { PlanEvent } from '../plan.ts'
import { planOf } from './as-rows.ts'
import { due, met } from './due-rows.ts'

type Of<Type extends PlanEvent['type']> = Happened<Extract<PlanEvent, { type: Type }>>

const OF_REQUEST = { what: 'correction', kind: 'correction-request' } as const

const isAnswered = (happened: Of<'CorrectionGranted' | 'CorrectionRefused'>) => {
  const { correctionRequest: item } = happened.event
  const plan = planOf(happened.envelope)
  return [met(happened, { ...OF_REQUEST, item }), { remove: 'due_author', where: { plan, item } } as const]
}

export const CORRECTIONS_DUE = {
  CorrectionRecorded: (happened: Of<'CorrectionRecorded'>) => {
    const { of, birthDate } = happened.event
    return of.kind === 'member' && birthDate ? [met(happened, { what: 'age', item: of.id })] : []
  },
  /** Of names and ages who coordinates answers, of words who wrote them. It is for whom what is to be corrected is for, and judged as that. */
  CorrectionAsked: (happened: Of<'CorrectionAsked'>) => {
    const { correctionRequest: item, of, corrects } = happened.event
    const isOfWords = of.kind === 'event'
    const asked = due(happened, { ...OF_REQUEST, item, mustAct: isOfWords ? 'authors' : 'coordinator' })
    const row = { ...asked.row, corrects: JSON.stringify(corrects) }
    const author = { plan: planOf(happened.envelope), item, author: corrects.by }
    return [{ ...asked, row }, ...(isOfWords ? [{ put: 'due_author', row: author } as const] : [])]
  },
  CorrectionGranted: isAnswered,
  CorrectionRefused: isAnswered,
} as const
