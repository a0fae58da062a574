/** A protocol and its versions: which steps there are, and whether a professional may leave each. What people did with it is in the plans. */
import { Refusal, type Concerns, type Decider, type Moment } from '../deciding/decider.ts'
import type { LegalDomain } from '../deciding/domains.ts'
import type { Upcasters } from '../deciding/upcasters.ts'

export const STEP_RULES = ['deviation-free', 'with-second-reader', 'not-allowed'] as const
export type StepRule = (typeof STEP_RULES)[number]

export interface Step {
  readonly step: string
  readonly title: string
  readonly rule: StepRule
}

export type ProtocolEvent = Concerns &
  (
    | { readonly type: 'ProtocolRegistered'; readonly protocol: string; readonly title: string; readonly owner: string }
    | {
        readonly type: 'ProtocolVersionPublished'
        readonly protocol: string
        readonly version: number
        readonly inForceFrom: Moment
        readonly steps: readonly Step[]
      }
  )

/** No event of it has an older form yet. */
export const PROTOCOL_FORMS: Upcasters<ProtocolEvent['type']> = {}

export type ProtocolCommand =
  | {
      readonly type: 'RegisterProtocol'
      readonly protocol: string
      readonly title: string
      /** OIN of the organisation whose protocol it is, and to whom its lessons go. */
      readonly owner: string
      readonly domain: LegalDomain
    }
  | {
      readonly type: 'PublishProtocolVersion'
      readonly protocol: string
      readonly inForceFrom: Moment
      readonly steps: readonly Step[]
    }

export type ProtocolRefusal =
  | 'PROTOCOL_IS_REGISTERED'
  | 'PROTOCOL_IS_NOT_REGISTERED'
  | 'STEPS_ARE_NAMED_TWICE'
  | 'VERSION_STARTS_BEFORE_THE_LAST'
  | 'VERSION_STARTS_IN_THE_PAST'

export interface ProtocolVersion {
  readonly version: number
  readonly inForceFrom: Moment
  readonly steps: readonly Step[]
}

export type Protocol =
  | { readonly is: 'unknown' }
  | {
      readonly is: 'registered'
      readonly protocol: string
      readonly title: string
      readonly owner: string
      readonly domain: LegalDomain
      readonly versions: readonly ProtocolVersion[]
    }

/** A step as it stood at a moment: what a deviation is a deviation from. */
export interface StepInForce {
  readonly protocol: string
  readonly version: number
  readonly step: string
  readonly rule: StepRule
}

/** The version in force at a moment: the last that had started. */
export const versionInForce = (protocol: Protocol, at: Moment): ProtocolVersion | undefined =>
  protocol.is === 'registered' ? protocol.versions.findLast(({ inForceFrom }) => inForceFrom <= at) : undefined

/** The step as the version in force at a moment has it; undefined where there is no such version or step. */
export function stepInForce(protocol: Protocol, step: string, at: Moment): StepInForce | undefined {
  const inForce = versionInForce(protocol, at)
  const found = inForce?.steps.find((one) => one.step === step)
  if (protocol.is !== 'registered' || inForce === undefined || found === undefined) return undefined
  return { protocol: protocol.protocol, version: inForce.version, step, rule: found.rule }
}

export const protocol: Decider<ProtocolCommand, Protocol, ProtocolEvent> = {
  initial: { is: 'unknown' },

  decide(command, now, { at }) {
    switch (command.type) {
      case 'RegisterProtocol': {
        if (now.is === 'registered') throw refusal('PROTOCOL_IS_REGISTERED')
        const { protocol, title, owner, domain } = command
        return [{ type: 'ProtocolRegistered', domain, about: [], protocol, title, owner }]
      }

      case 'PublishProtocolVersion': {
        if (now.is === 'unknown') throw refusal('PROTOCOL_IS_NOT_REGISTERED')
        const names = command.steps.map(({ step }) => step)
        const repeated = names.filter((name, place) => names.indexOf(name) !== place)
        if (repeated.length > 0) throw refusal('STEPS_ARE_NAMED_TWICE', { steps: repeated })
        const last = now.versions.at(-1)
        // A first version may describe what was in force already; a later one must not change what people did under the last.
        if (last !== undefined && command.inForceFrom <= last.inForceFrom)
          throw refusal('VERSION_STARTS_BEFORE_THE_LAST', { last: last.inForceFrom })
        if (last !== undefined && command.inForceFrom < at) throw refusal('VERSION_STARTS_IN_THE_PAST')
        return [
          {
            type: 'ProtocolVersionPublished',
            domain: now.domain,
            about: [],
            protocol: now.protocol,
            version: now.versions.length + 1,
            inForceFrom: command.inForceFrom,
            steps: command.steps.map(({ step, title, rule }) => ({ step, title, rule })),
          },
        ]
      }
    }
  },

  evolve(now, event) {
    switch (event.type) {
      case 'ProtocolRegistered': {
        const { protocol, title, owner, domain } = event
        // A protocol is registered under the law it serves: its domain is never `general`.
        return domain === 'general' ? now : { is: 'registered', protocol, title, owner, domain, versions: [] }
      }
      case 'ProtocolVersionPublished': {
        const { version, inForceFrom, steps } = event
        return now.is === 'unknown' ? now : { ...now, versions: [...now.versions, { version, inForceFrom, steps }] }
      }
    }
  },
}

const refusal = (code: ProtocolRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
