/** What a partner may fetch of a priority. */
import type { PriorityAsRead } from './priorities-as-read.ts'

export const priorityInFull = ({ id, concern, inForce }: PriorityAsRead) => ({ id, concern, inForce })
