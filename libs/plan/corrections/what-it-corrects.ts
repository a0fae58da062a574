import type { PlanEvent } from '../parts.ts'
import type { Corrects } from './correction-events.ts'

/** What a correction keeps of the event that it corrects, as that event: all that anybody’s sight of it is judged by. The type of what was written then is asserted here, and nowhere else. */
export const whatItCorrects = ({ type, domain, about, outline }: Corrects): PlanEvent =>
  ({ ...(JSON.parse(outline) as object), type, domain, about }) as PlanEvent
