/** Faults that are neither a rule's refusal nor HTTP's own, in the words of a problem: signing in, the vault. */
import { HTTP_PROBLEMS, type InBothLanguages, type Language, type ProblemRow } from '../../libs/http/problem.ts'
import type { Told } from '../../libs/http/problem.filter.ts'
import { isUnreachable } from '../../libs/event-store/away.ts'
import { StoreUnavailable, StreamDamaged, type Unavailability } from '../../libs/event-store/port.ts'
import { EventUnreadable } from '../../libs/event-store/recorded.ts'
import { KeyDestroyed, VaultUnavailable, type VaultFault } from '../../libs/sealing/vault.ts'
import { NotOnRecord } from '../../libs/access-records/access-records.ts'
import { CannotBeTold } from '../../libs/relaying/for-organisation.ts'
import type { LastingFault } from '../../libs/telemetry/lasting-faults.ts'
import { ClockJumped } from '../../libs/installation/machine-clock.ts'
import { IssuerUnreachable, SignInRefused } from './sign-in/sign-in-refused.ts'

export const FAULTS = {
  NOT_SIGNED_IN: HTTP_PROBLEMS.UNAUTHORIZED,
  ISSUER_IS_UNREACHABLE: {
    status: 503,
    title: {
      nl: 'De uitgever van de toegangstokens is onbereikbaar',
      en: 'The issuer of the access tokens cannot be reached',
    },
  },
  STORE_IS_UNAVAILABLE: {
    status: 503,
    title: {
      nl: 'Er kan nu niet worden vastgelegd of gelezen wat hiervoor nodig is; wie het systeem beheert moet dat verhelpen',
      en: 'What this takes cannot be written or read now; whoever runs the system has to mend it',
    },
  },
  VAULT_IS_UNAVAILABLE: {
    status: 503,
    title: { nl: 'De sleutelkluis is niet beschikbaar', en: 'The key vault is not available' },
  },
  LOOK_CANNOT_BE_PUT_ON_RECORD: {
    status: 503,
    title: {
      nl: 'Er kan nu niet worden vastgelegd dat u kijkt, en zonder dat krijgt u niets te zien',
      en: 'That you look cannot be put on record now, and without that nothing is shown',
    },
  },
  EVENT_CANNOT_BE_TOLD: {
    status: 503,
    title: {
      nl: 'Een gebeurtenis kan nu niet worden doorgegeven; wat erna komt wacht erop',
      en: 'An event cannot be told now; what comes behind it waits for it',
    },
  },
  RECORD_CANNOT_BE_READ: {
    status: 503,
    title: {
      nl: 'Hiervan kan een gebeurtenis niet worden gelezen, en zonder die zegt het overige niets; wie het systeem beheert weet welke',
      en: 'An event of this cannot be read, and without it the rest says nothing; whoever runs the system knows which',
    },
  },
  NOBODY_KNOWS_THE_TIME: {
    status: 503,
    title: {
      nl: 'De klok is versprongen; tot vaststaat hoe laat het is wordt er niets vastgelegd',
      en: 'The clock jumped; until it is certain what time it is nothing is recorded',
    },
  },
  KEY_WAS_DESTROYED: {
    status: 410,
    title: {
      nl: 'De gegevens van deze persoon zijn gewist; er kan niets meer onder worden vastgelegd',
      en: 'This person’s data were erased; nothing more can be recorded under them',
    },
  },
} as const satisfies Record<string, ProblemRow>

/** That an engine is away or was put back, or another process at work, may be over by itself. */
const PASSING: readonly Unavailability[] = ['locked', 'unreachable', 'closed', 'put-back']

/** What of a fault is of a part that cannot serve, and not of the request that met it; of an engine that is away others tell. */
export function lastingIn(fault: unknown): LastingFault | undefined {
  if (isUnreachable(fault)) return undefined
  if (fault instanceof NotOnRecord) return { part: 'access records', reason: fault.reason, fault: fault.message }
  if (fault instanceof VaultUnavailable) return { part: 'key vault', reason: fault.reason, fault: fault.message }
  if (fault instanceof StoreUnavailable) return { part: 'stores', reason: fault.reason, fault: fault.message }
  return undefined
}

/** @returns undefined for a fault that is not known here */
export function faultInWords(fault: unknown, language: Language): Told | undefined {
  if (fault instanceof SignInRefused) {
    const { status, title } = FAULTS.NOT_SIGNED_IN
    const headers = { 'www-authenticate': fault.challenge }
    return { code: fault.reason, status, title: title[language], detail: fault.detail(language), headers }
  }
  if (fault instanceof IssuerUnreachable)
    return told('ISSUER_IS_UNREACHABLE', language, { 'retry-after': String(fault.retryAfterSeconds) })
  if (fault instanceof EventUnreadable || fault instanceof StreamDamaged)
    return told('RECORD_CANNOT_BE_READ', language, { 'retry-after': '60' })
  if (fault instanceof StoreUnavailable && !PASSING.includes(fault.reason))
    return told('STORE_IS_UNAVAILABLE', language, { 'retry-after': '60' })
  if (fault instanceof VaultUnavailable) return told('VAULT_IS_UNAVAILABLE', language, againAfter(fault.reason))
  if (fault instanceof NotOnRecord) return told('LOOK_CANNOT_BE_PUT_ON_RECORD', language, { 'retry-after': '5' })
  if (fault instanceof CannotBeTold) return told('EVENT_CANNOT_BE_TOLD', language, { 'retry-after': '60' })
  if (fault instanceof ClockJumped) return told('NOBODY_KNOWS_THE_TIME', language, { 'retry-after': '60' })
  return fault instanceof KeyDestroyed ? told('KEY_WAS_DESTROYED', language) : undefined
}

/** What somebody has to mend is not over in a moment. */
const againAfter = (reason: Unavailability | VaultFault) => ({
  'retry-after': PASSING.some((passing) => passing === reason) ? '5' : '60',
})

function told(code: keyof typeof FAULTS, language: Language, headers: Readonly<Record<string, string>> = {}): Told {
  const { status, title }: { status: number; title: InBothLanguages } = FAULTS[code]
  return { code, status, title: title[language], detail: title[language], headers }
}
