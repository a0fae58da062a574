/** What each role comes here for: a page has one purpose, which stands in its address, is shown, and is sent with every request. */
import { PROCESSING_ACTIVITIES, type ActivityId } from '../../../libs/access/processing-activities.ts'
import type { Role } from '../../../libs/deciding/decider.ts'
import type { InWords } from '../language.ts'

export interface Purpose {
  readonly id: ActivityId
  readonly task: InWords
  readonly law: string
}

/** An emergency is opened by a client made for it, with its reasons; verifying and partners' systems have no page. */
const WITHOUT_PAGES: readonly ActivityId[] = ['crisis-access', 'log-verification', 'partner-information']

export const purposesOf = (role: Role): readonly Purpose[] =>
  PROCESSING_ACTIVITIES.filter(
    ({ id, roles }) => (roles as readonly Role[]).includes(role) && !WITHOUT_PAGES.includes(id),
  )

export const purposeNamed = (role: Role, id: string): Purpose | undefined =>
  purposesOf(role).find((purpose) => purpose.id === id)
