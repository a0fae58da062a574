/** What goes up by itself, to whom, and who extends its term. */
import { describe, it } from '@jest/globals'
import { deviationReported, given, helped, whole, type Past } from '../testing/past.ts'
import { bart, deedOf, morningOf, noor, sealed, teamLead, TERMS, yara } from '../testing/people.ts'
import type { DueNow } from './terms.ts'

const OTTO = 'otto'
const ticker = (day: string) => deedOf({ kind: 'system', id: 'ticker' }, morningOf(day))
const otto = (day: string) => deedOf({ kind: 'person', id: OTTO, role: 'escalation-officer' }, morningOf(day))

/** An account that was due on Monday the ninth of March, of a deviation that Yara reported. */
const account: DueNow = {
  ...{ domain: 'youth', about: ['kim'], what: 'account', item: { kind: 'deviation', id: 'deviation-1' } },
  ...{ startedBy: 'DeviationReported', mustAct: 'authors', began: '2026-03-02T09:00:00.000Z' },
  ...{ until: '2026-03-09T22:59:59.999Z', step: 0, wentUpTo: undefined, isExtended: false, terms: 3 },
  themselves: ['yara'],
}
const up = (found: DueNow, but: { step?: number; officers?: readonly string[] } = {}) =>
  ({ type: 'StepUp', due: 'due-1', step: found.step + 1, terms: TERMS, found, officers: [OTTO], ...but }) as const
const said = {
  domain: 'youth',
  about: ['kim'],
  what: 'account',
  item: account.item,
  startedBy: 'DeviationReported',
} as const
/** Ten working days from Tuesday the tenth. */
const due = { what: 'account', at: '2026-03-24T22:59:59.999Z', terms: 3 } as const
const withheldFromNoor: Past = [
  yara(),
  {
    ...{ domain: 'youth', about: ['kim'], type: 'ContentWithheld', withholding: 'w-1', from: 'noor' },
    ...{ items: [{ kind: 'deviation', id: 'deviation-1' }], ground: 'safety', mode: 'silent' },
    ...{ reason: sealed('why'), consulted: 'rosa', reviewDate: '2026-04-02', lapsesAt: due.at },
    due: { what: 'withholding-confirmation', at: due.at, terms: 3 },
  },
]

describe('what was not settled in time', () => {
  it('goes up to the coordinator, then to the lead, then to the escalation officer, then stands as unanswered', () => {
    given(...helped)
      .when(ticker('2026-03-10'), up(account))
      .then({ ...said, type: 'DueWentUp', step: 1, to: 'coordinator', due })
    const then = (wentUpTo: 'coordinator' | 'team-lead' | 'escalation-officer', step: number) => ({
      ...{ ...account, wentUpTo, step },
    })
    given(...helped)
      .when(ticker('2026-03-10'), up(then('coordinator', 1)))
      .then({ ...said, type: 'DueWentUp', step: 2, to: 'team-lead', due })
    given(...helped)
      .when(ticker('2026-03-10'), up(then('team-lead', 2)))
      .then({ ...said, type: 'DueWentUp', step: 3, to: 'escalation-officer', due })
    given(...helped)
      .when(ticker('2026-03-10'), up(then('escalation-officer', 3)))
      .then({ ...said, type: 'DueLeftUnanswered', step: 4 })
  })

  it('does so behind its moment and not on it, once, and not where it was settled', () => {
    given(...helped)
      .when(deedOf({ kind: 'system', id: 'ticker' }, account.until), up(account))
      .thenNothing()
    given(...helped)
      .when(ticker('2026-03-10'), up(account, { step: 2 }))
      .thenNothing()
    given(...helped)
      .when(ticker('2026-03-10'), up({ ...account, step: 1 }, { step: 1 }))
      .thenNothing()
    const { found: _settled, ...nothing } = up(account)
    given(...helped)
      .when(ticker('2026-03-10'), nothing)
      .thenNothing()
  })

  it('goes to nobody about themselves', () => {
    given(...helped)
      .when(ticker('2026-03-10'), up({ ...account, themselves: ['noor'] }))
      .then({ ...said, type: 'DueWentUp', step: 1, to: 'team-lead', due })
    given(...helped)
      .when(ticker('2026-03-10'), up({ ...account, wentUpTo: 'team-lead', step: 1, themselves: [OTTO] }))
      .then({ ...said, type: 'DueLeftUnanswered', step: 2 })
  })

  it('goes to no lead of what whoever leads left themselves', () => {
    const byLead = { ...account, byLead: true, wentUpTo: 'coordinator', step: 1 } as const
    given(...helped)
      .when(ticker('2026-03-10'), up(byLead))
      .then({ ...said, type: 'DueWentUp', step: 2, to: 'escalation-officer', due })
    given(...helped)
      .when(ticker('2026-03-10'), up(byLead, { officers: [] }))
      .then({ ...said, type: 'DueLeftUnanswered', step: 2 })
  })

  it('passes over from whom it is withheld, as if they had not been next', () => {
    given(...helped, deviationReported(), withheldFromNoor)
      .when(ticker('2026-03-10'), up(account))
      .then({ ...said, type: 'DueWentUp', step: 1, to: 'team-lead', due })
  })

  it('stands as unanswered behind the lead where the municipality named no officer', () => {
    given(...helped)
      .when(ticker('2026-03-10'), up({ ...account, wentUpTo: 'team-lead', step: 2 }, { officers: [] }))
      .then({ ...said, type: 'DueLeftUnanswered', step: 3 })
  })

  it('does not go up at all where nobody owes it', () => {
    given(...helped)
      .when(ticker('2026-03-10'), up({ ...account, what: 'view' }))
      .thenNothing()
  })
})

describe('a term', () => {
  const extend = (found: DueNow = account, until = '2026-03-13') =>
    ({ type: 'ExtendDue', due: 'due-1', until, reason: sealed('she is ill'), found, officers: [OTTO] }) as const

  it('is extended by whom it would go up to, with a reason, by at most its own length', () => {
    given(...helped)
      .when(noor('2026-03-06'), extend(account, '2026-03-16'))
      .then({
        ...{ ...said, type: 'DueExtended', step: 0, by: 'coordinator', reason: sealed('she is ill') },
        due: { what: 'account', at: '2026-03-16T22:59:59.999Z', terms: 3 },
      })
    given(...helped)
      .when(noor('2026-03-06'), extend(account, '2026-03-17'))
      .thenRefuses('EXTENSION_IS_TOO_LONG', { until: '2026-03-16' })
    given(...helped)
      .when(noor('2026-03-06'), extend(account, '2026-03-09'))
      .thenRefuses('EXTENSION_IS_TOO_LONG', { until: '2026-03-16' })
  })

  it('is extended by nobody else, nor by whose own it is', () => {
    for (const deed of [bart('2026-03-06'), teamLead('2026-03-06'), otto('2026-03-06'), yara('2026-03-06')])
      given(...helped)
        .when(deed, extend())
        .thenRefuses('ONLY_WHO_IT_WOULD_GO_UP_TO_EXTENDS')
    given(...helped)
      .when(noor('2026-03-06'), extend({ ...account, themselves: ['noor'] }))
      .thenRefuses('ONLY_WHO_IT_WOULD_GO_UP_TO_EXTENDS')
  })

  it('of a challenge is extended by whom that would go to next, which is not by the steps of all else', () => {
    const challenge: DueNow = {
      ...{ ...account, what: 'challenge', item: { kind: 'challenge', id: 'challenge-1' }, themselves: ['yara'] },
      ...{ startedBy: 'ChallengeRaised', mustAct: 'safety-officer' },
    }
    const by = (deed: ReturnType<typeof noor>) => given(...helped).when(deed, extend(challenge))
    for (const deed of [noor('2026-03-06'), teamLead('2026-03-06')])
      by(deed).thenRefuses('ONLY_WHO_IT_WOULD_GO_UP_TO_EXTENDS')
    by(otto('2026-03-06')).then({
      ...{ ...said, what: 'challenge', item: challenge.item, startedBy: 'ChallengeRaised' },
      ...{ type: 'DueExtended', step: 0, by: 'escalation-officer', reason: sealed('she is ill') },
      due: { what: 'challenge', at: '2026-03-13T22:59:59.999Z', terms: 3 },
    })
    given(...helped)
      .when(
        teamLead('2026-03-06'),
        extend({ ...challenge, mustAct: 'coordinator', themselves: [teamLead('2026-03-06').by.id] }),
      )
      .thenRefuses('ONLY_WHO_IT_WOULD_GO_UP_TO_EXTENDS')
  })

  it('is extended once, and neither when it has passed nor where nothing goes up', () => {
    given(...helped)
      .when(noor('2026-03-06'), extend({ ...account, isExtended: true }))
      .thenRefuses('DUE_WAS_EXTENDED')
    given(...helped)
      .when(noor('2026-03-10'), extend())
      .thenRefuses('DUE_IS_SETTLED')
    given(...helped)
      .when(noor('2026-03-06'), extend({ ...account, what: 'own-plan', ...whole }))
      .thenRefuses('DUE_DOES_NOT_GO_UP')
  })
})
