/** What a partner may fetch of a correction: which of the events it was told of says it wrong, and what it should have said. */
import type { CorrectionAsRead } from './corrections-as-read.ts'

export const correctionInFull = ({ id, event, on, words, reason }: CorrectionAsRead) => ({
  id,
  event,
  ...(on && { on }),
  ...(words && { words }),
  reason,
})
