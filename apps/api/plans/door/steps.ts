/** Steps of a small process over two streams: door and follower take the same one, and the second finds it done. */
import { v5 as uuidFrom } from 'uuid'
import { Refusal, type Deed } from '../../../../libs/deciding/decider.ts'
import type { System } from '../../../../libs/installation/system.ts'

/** What a step follows from: of what, by its id, and by which event. */
export interface Because {
  readonly of: string
  readonly correlationId: string
  readonly causationId: string
}

/** The same for door and follower, and after a crash. */
export const stepIdOf = (type: string, of: string): string => uuidFrom(type, of)

/** What is asked follows from what it is of alone; the verdict on it may not be part of what makes it the same. */
export function stepOf<Ready>(
  { configuration, digest }: Pick<System, 'configuration' | 'digest'>,
  { of, correlationId, causationId }: Because,
  type: string,
  deed: Omit<Deed, 'at'>,
  ready: Ready,
) {
  const commandId = stepIdOf(type, of)
  return {
    ...{ commandId, digest: digest(commandId), deed, ready },
    ...{ municipality: configuration.municipality, correlationId, causationId },
  }
}

/** Why a step was refused; undefined where it was taken. Faults are thrown on. */
export async function refusalOf(decide: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await decide()
    return undefined
  } catch (fault) {
    if (fault instanceof Refusal) return String(fault.code)
    throw fault
  }
}
