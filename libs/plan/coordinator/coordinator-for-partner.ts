/** What a partner may fetch of who coordinates. */
import type { CoordinatorAsRead } from './coordinator-as-read.ts'

/** Whom to call. */
export const coordinatorInFull = ({ id, name, since }: CoordinatorAsRead) => ({ id, name, since })
