import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Deed } from '../deciding/decider.ts'
import { LEGAL_DOMAINS } from '../deciding/domains.ts'
import { rowsAfter } from '../plan/testing/rows-after.ts'
import { protocol, type Protocol, type ProtocolEvent } from './protocol.ts'
import { whichProtocols } from './which-protocols.ts'

const administrator: Deed = {
  by: { kind: 'person', id: 'ada', role: 'administrator' },
  at: '2020-01-01T09:00:00.000Z',
  activity: 'administration',
  legalBasis: 'Jeugdwet 2.2',
}

/** A protocol that was registered, with versions one year apart: its events, and how the rules have it. */
const lives = fc
  .record({
    name: fc.stringMatching(/^[a-z]{1,8}$/),
    title: fc.string({ minLength: 1 }),
    domain: fc.constantFrom(...LEGAL_DOMAINS),
    versions: fc.nat({ max: 5 }),
  })
  .map(({ name, title, domain, versions }) => {
    const asked = [
      { type: 'RegisterProtocol', protocol: name, title, owner: '00000099000000000001', domain } as const,
      ...Array.from({ length: versions }, (_, number) => ({
        type: 'PublishProtocolVersion' as const,
        protocol: name,
        inForceFrom: `${String(2021 + number)}-01-01T00:00:00.000Z`,
        steps: [{ step: 'call', title: 'Call', rule: 'deviation-free' as const }],
      })),
    ]
    const events: ProtocolEvent[] = []
    let state: Protocol = protocol.initial
    for (const command of asked)
      for (const event of protocol.decide(command, state, administrator)) {
        events.push(event)
        state = protocol.evolve(state, event, administrator)
      }
    return { name, events, state }
  })

describe('which protocols there are', () => {
  it('is what the protocols themselves say', () => {
    fc.assert(
      fc.property(fc.uniqueArray(lives, { selector: ({ name }) => name, maxLength: 6 }), (all) => {
        const past = all.flatMap(({ events }) => events.map((event) => [administrator, event] as const))
        const rows = rowsAfter(whichProtocols, past)
        const listed = rows.protocol.map((row) => ({
          is: 'registered',
          ...row,
          versions: rows.protocol_version
            .filter((one) => one.protocol === row.protocol)
            .map(({ version, inForceFrom }) => ({ version, inForceFrom })),
        }))
        const byName = (one: { readonly protocol: string }, other: { readonly protocol: string }) =>
          one.protocol < other.protocol ? -1 : 1
        const known = all.flatMap(({ state }) => (state.is === 'registered' ? [state] : []))
        expect(listed.sort(byName)).toEqual(
          known
            .map(({ versions, ...its }) => ({
              ...its,
              versions: versions.map(({ version, inForceFrom }) => ({ version, inForceFrom })),
            }))
            .sort(byName),
        )
      }),
    )
  })
})
