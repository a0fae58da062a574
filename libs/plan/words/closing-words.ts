/** The grounds on which a plan is closed, as people say them. */
import type { ClosingGround } from '../closing/closing.ts'
import { of, type InWords } from '../part.ts'

export const CLOSING_GROUND_WORDS: Readonly<Record<ClosingGround, InWords>> = {
  reached: of('doelen bereikt', 'goals reached'),
  'family-ends': of('het gezin stopt', 'the family ends it'),
  moved: of('verhuisd', 'moved'),
  untraceable: of('niet te vinden', 'untraceable'),
  deceased: of('overleden', 'deceased'),
  'other-lead': of('een ander plan is leidend', 'another plan leads'),
}
