import { InvalidInput, type Fault } from '../../../../libs/http/problem.ts'
import { chosen, ifSaid } from '../door/words.ts'
import type { ForwardChallengeBody } from './challenge-bodies.ts'

const WHERE_IT_WENT: Fault = {
  pointer: '/to',
  code: 'isWhereItWent',
  detail: {
    nl: 'to moet er zijn bij een bezwaar of klacht, en wegblijven bij geen van beide',
    en: 'to must be there for an objection or a complaint, and absent for neither',
  },
}

/** What a challenge is by law, and to which body it went. @throws InvalidInput where that went nowhere, or what is neither went anywhere */
export function forwardedAs({ as, to }: ForwardChallengeBody) {
  if ((as === 'neither') !== (to === undefined)) throw new InvalidInput([WHERE_IT_WENT])
  return { as: chosen(as), ...ifSaid({ to }) }
}
