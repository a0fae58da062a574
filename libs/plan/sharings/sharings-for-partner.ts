/** What a partner may fetch of what was shared with it: the ids of the items, which it fetches by their own events. */
import type { SharingAsRead } from './sharings-as-read.ts'

export const sharingInFull = ({ id, about, items, ground, necessity, article, until, state }: SharingAsRead) => ({
  id,
  about,
  items,
  ...(ground && { ground }),
  ...(necessity && { necessity }),
  ...(article && { article }),
  until,
  state,
})
