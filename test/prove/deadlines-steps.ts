/** What went up in a plan, as it was written: the steps of all that is due, of a challenge, and of a reading that passes on. */
import type { Envelope } from '../../libs/deciding/envelope.ts'
import type { Step, To } from './deadlines-oracle.ts'

interface Said {
  readonly what?: string
  readonly item?: { readonly id: string }
  readonly step?: number
  readonly to?: To
  readonly challenge?: string
  readonly addressee?: To
  readonly deviation?: string
}

/** @param events of one plan, in their order */
export function asSteps(events: readonly Envelope[]): readonly Step[] {
  const counted = new Map<string, number>()
  const stepOf = (item: string): number => {
    const step = (counted.get(item) ?? 0) + 1
    counted.set(item, step)
    return step
  }
  return events.flatMap(({ type, stream, recordedAt: at, data, due }, place) => {
    const said = data as Said
    const made = { plan: stream.replace(/^plan-/, ''), at, until: due?.at }
    switch (type) {
      case 'DueWentUp':
      case 'DueLeftUnanswered': {
        const { what = '', item, step = 0, to = 'unanswered' } = said
        return [{ ...made, what, item: item?.id ?? '', step, to }]
      }
      case 'ChallengeEscalated': {
        const { challenge: item = '', addressee: to = 'unanswered' } = said
        return [{ ...made, what: 'challenge', item, step: stepOf(item), to }]
      }
      case 'ReadingPassedOn': {
        const { deviation: item = '' } = said
        const next = events[place + 1]
        const to = next?.type === 'ReaderDrawn' ? 'next-reader' : 'administrator'
        return [{ ...made, until: next?.due?.at, what: 'reading', item, step: stepOf(item), to }]
      }
      case 'FamilyInvitedToEvaluate': {
        const { deviation: item = '' } = said
        return [{ ...made, what: 'evaluation-invitation', item, step: 1, to: 'family' }]
      }
      default:
        return []
    }
  })
}
