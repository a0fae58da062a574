/** What is there for few whatever they stand on else: that a plan was opened in an emergency, and that somebody asked whether something may be shared. */
import type { PlanCommand } from '../plan/plan.ts'
import type { Ground } from './grounds.ts'

/** That someone opened the plan in an emergency is for who coordinates, who reviews it and who did it: to all others it is not there. */
export function reachesUse(ground: Ground, use: string): boolean {
  if (ground.is === 'reviewing' || ground.is === 'break-glass') return ground.uses.includes(use)
  return ['coordinating', 'next-coordinator', 'verifying'].includes(ground.is)
}

export const DONE_TO_A_REQUEST: readonly PlanCommand['type'][] = [
  'WithdrawSharing',
  'ReadSharing',
  'RecuseSharingReader',
]

/** That someone asked a second reader whether something may be shared is for them, for that reader and for who coordinates: to all others it is not there. */
export function reachesRequest(ground: Ground, sharing: string): boolean {
  if (ground.is === 'asked-to-share') return ground.sharings.includes(sharing)
  if (ground.is === 'sharing-reader') return ground.sharings[sharing] !== undefined
  return ['coordinating', 'next-coordinator', 'verifying'].includes(ground.is)
}
