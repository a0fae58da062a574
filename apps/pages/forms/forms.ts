/** Every form of a plan, by its address. */
import type { Asked, Made } from '../asked.ts'
import { answerChallenge, openChallenge } from '../challenge/answer-challenge.tsx'
import { raiseChallenge } from '../challenge/raise-challenge.tsx'
import { acceptAnswer, rejectAnswer, withdrawChallenge } from '../challenge/settle-challenge.tsx'
import { giveView } from '../own/give-view.tsx'

type Maker = (asked: Asked) => Promise<Made>
type Form = Readonly<Record<'GET' | 'POST', Maker>>

const FORMS: Readonly<Record<string, Form>> = {
  '/goals/:id/view': giveView,
  '/deviations/:id/view': giveView,
  '/challenge/:kind/:id': raiseChallenge,
  '/challenges/:id/answer': answerChallenge,
  '/challenges/:id/opening': openChallenge,
  '/challenges/:id/acceptance': acceptAnswer,
  '/challenges/:id/rejection': rejectAnswer,
  '/challenges/:id/withdrawal': withdrawChallenge,
}

/** @param plan the address of a plan */
export const formsUnder = (plan: string): Readonly<Record<string, Maker>> =>
  Object.fromEntries(
    Object.entries(FORMS).flatMap(([at, { GET, POST }]) => [
      [`GET ${plan}${at}`, GET],
      [`POST ${plan}${at}`, POST],
    ]),
  )
