/** What is only requested has no effect on anyone's rights or data until it is joined. */
import assert from 'node:assert/strict'
import { describe, it } from '@jest/globals'
import fc from 'fast-check'
import { caseload } from './lists/caseload.ts'
import { deviationsRegister } from './lists/deviations-register.ts'
import { KINDS } from './parts.ts'
import { plan, type Plan } from './plan.ts'
import { planAsRead } from './plan-as-read.ts'
import { plansByDomain } from './lists/plans-by-domain.ts'
import { fold, frozen, type Recorded } from './testing/histories.ts'
import { askedInBetween, REQUEST, type Twice } from './testing/only-requested.ts'
import { rowsAfter } from './testing/rows-after.ts'
import { whatIsDue } from './lists/what-is-due.ts'
import { wherePartnersAre } from './lists/where-partners-are.ts'
import { whoHasAPart } from './lists/who-has-a-part.ts'

const holds = (check: (twice: Twice) => void) => {
  fc.assert(fc.property(askedInBetween(), check), { numRuns: 150 })
}

const ruledBy = (events: readonly Recorded[]): Plan =>
  events.reduce((now, [deed, event]) => fold(now, [event], deed), frozen(plan.initial))

/** But for the request itself: that it is open. */
function withoutRequest({ members, ...rest }: Plan) {
  const { [REQUEST]: _request, ...requested } = members.requested
  const requestedWithAge = members.requestedWithAge.filter((one) => one !== REQUEST)
  return { ...rest, members: { ...members, requested, requestedWithAge } }
}

/** Of everyone but who never came in, and without what was asked for who is known. */
function readBy(events: readonly Recorded[], person: string) {
  const seen = events.map(([{ by, at }, event]) => ({ event, by: by.id, at, revision: 0 }))
  const { members, ...rest } = planAsRead(seen)
  const known = members
    .filter(({ id, state }) => id !== person || (state !== 'requested' && state !== 'refused'))
    .map(({ request, ...member }) => (member.id === person ? member : { ...member, request }))
    .sort((one, other) => (one.id < other.id ? -1 : 1))
  return { ...rest, members: known }
}

type AnyRow = Readonly<Record<string, string | number>>
const MODELS = [caseload, deviationsRegister, plansByDomain, whatIsDue, wherePartnersAre, whoHasAPart]

/** The rows of every list, but for where in the stream they come from, and the row of the request. */
const rowsOf = (events: readonly Recorded[]) =>
  MODELS.map((model) =>
    Object.entries(rowsAfter(model as typeof whoHasAPart, events)).map(([table, rows]) => [
      table,
      (rows as readonly AnyRow[])
        .filter(({ membership }) => membership !== REQUEST)
        .map(({ revision: _revision, ...row }) => JSON.stringify(row))
        .sort(),
    ]),
  )

describe('a request to join that ends refused, or is never settled', () => {
  it('changes nothing that a rule reads, but that it is open', () => {
    holds(({ with: asked, without, refused }) => {
      const now = ruledBy(asked)
      assert.deepEqual(withoutRequest(now), ruledBy(without))
      if (refused) assert.ok(!(REQUEST in now.members.requested))
    })
  })

  it('changes nothing that anyone reads of anyone', () => {
    holds(({ with: asked, without, person }) => {
      assert.deepEqual(readBy(asked, person), readBy(without, person))
    })
  })

  it('changes no list', () => {
    holds(({ with: asked, without }) => {
      assert.deepEqual(rowsOf(asked), rowsOf(without))
    })
  })

  it('leaves for no partner', () => {
    for (const type of ['MembershipRequested', 'MembershipRefused', 'BsnRecorded'] as const)
      assert.equal(KINDS.get(type)?.partner, 'never')
  })
})
