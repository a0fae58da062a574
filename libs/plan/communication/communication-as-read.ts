/** How to reach each member, as a reader sees it: what was last stated of them. */
import type { PersonId } from '../../deciding/decider.ts'
import { mark, type Mark, type Seen } from '../seen.ts'
import type { CommunicationEvent, Needs } from './communication.ts'

export interface CommunicationNeedsAsRead extends Needs {
  readonly id: string
  readonly person: PersonId
  readonly stated: Mark
}

export function communicationAfter(
  now: readonly CommunicationNeedsAsRead[],
  event: CommunicationEvent,
  seen: Seen<unknown>,
): readonly CommunicationNeedsAsRead[] {
  const { statement: id, person, language, interpreter, easyLanguage, hearing, sight } = event
  const stated = {
    id,
    person,
    stated: mark(seen),
    ...(language && { language }),
    ...(interpreter && { interpreter }),
    ...(easyLanguage && { easyLanguage }),
    ...(hearing && { hearing }),
    ...(sight && { sight }),
  }
  return [...now.filter((one) => one.person !== person), stated]
}
