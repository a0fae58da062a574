/** Why something of the plan stands in clear; what a single event has stands in its row. */
import { ID, type Why } from '../deciding/in-clear.ts'

const DRAW: Why = 'made by the decision: with it who holds the envelope draws again'
export const OF_COLLEAGUES: Why = 'nobody of these teams is drawn to read it, also when it is drawn later'
export const TEAM: Why = 'who leads the team has a ground; also made known to who hands over'
export const UNTIL: Why = 'until when a ground lasts'
export const AREA: Why = 'plans are listed by life area, and a priority is set on one'
export const LEFT: Why =
  'the rule of the step decides whether a second reader is needed; the register is asked by protocol and step'
export const MATTERS: Why = 'a handover document that passes over something open is refused'
export const SHOWN: Why = 'who shows nothing that lets them speak for someone reads nothing, and counts for nothing'
export const SIGHT: Why = 'what is withheld, from whom: no reader’s plan can be made without it'
export const IGNORES: Why = 'an invitation that passes over what someone needs is marked, and nobody is silent by it'
export const REVIEW: Why = 'what is told ends with that day, and until then it is due'

export const DRAWN = { reader: ID, pool: DRAW, seed: DRAW, excluded: DRAW }
