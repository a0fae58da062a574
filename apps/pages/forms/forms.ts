/** Every form of a plan, by its address. */
import type { Asked, Made } from '../asked.ts'
import { acceptAction, finishAction, stallAction } from '../action/go-on-with-action.tsx'
import { planAction } from '../action/plan-action.tsx'
import { answerChallenge, openChallenge } from '../challenge/answer-challenge.tsx'
import { raiseChallenge } from '../challenge/raise-challenge.tsx'
import { acceptAnswer, rejectAnswer, withdrawChallenge } from '../challenge/settle-challenge.tsx'
import { accountForDeviation, evaluateDeviation } from '../deviation/account-for-deviation.tsx'
import { reportDeviation } from '../deviation/report-deviation.tsx'
import { evaluateGoal } from '../goal/evaluate-goal.tsx'
import { proposeGoal } from '../goal/propose-goal.tsx'
import { askWhatIsWithheld } from '../own/ask-what-is-withheld.tsx'
import { giveView } from '../own/give-view.tsx'
import { sayWhatCameOfIt } from '../own/say-what-came-of-it.tsx'
import { giveReading } from '../reading/give-reading.tsx'
import { permit, withdrawPermission } from '../visibility/permit.tsx'
import { completeWithholding, withhold } from '../visibility/withhold.tsx'

type Maker = (asked: Asked) => Promise<Made>
type Form = Readonly<Record<'GET' | 'POST', Maker>>

const FORMS: Readonly<Record<string, Form>> = {
  '/propose-goal': proposeGoal,
  '/goals/:id/view': giveView,
  '/goals/:id/evaluation': evaluateGoal,
  '/goals/:id/came-of-it': sayWhatCameOfIt,
  '/goals/:id/actions': planAction,
  '/actions/:id/acceptance': acceptAction,
  '/actions/:id/completion': finishAction,
  '/actions/:id/stalls': stallAction,
  '/report-deviation': reportDeviation,
  '/deviations/:id/account': accountForDeviation,
  '/deviations/:id/evaluation': evaluateDeviation,
  '/deviations/:id/came-of-it': sayWhatCameOfIt,
  '/deviations/:id/reading': giveReading,
  '/deviations/:id/view': giveView,
  '/challenge/:kind/:id': raiseChallenge,
  '/challenges/:id/answer': answerChallenge,
  '/challenges/:id/opening': openChallenge,
  '/challenges/:id/acceptance': acceptAnswer,
  '/challenges/:id/rejection': rejectAnswer,
  '/challenges/:id/withdrawal': withdrawChallenge,
  '/withhold/:kind/:id': withhold,
  '/withholdings/:id/completion': completeWithholding,
  '/permit': permit,
  '/permissions/:id/withdrawal': withdrawPermission,
  '/what-is-withheld': askWhatIsWithheld,
}

/** @param plan the address of a plan */
export const formsUnder = (plan: string): Readonly<Record<string, Maker>> =>
  Object.fromEntries(
    Object.entries(FORMS).flatMap(([at, { GET, POST }]) => [
      [`GET ${plan}${at}`, GET],
      [`POST ${plan}${at}`, POST],
    ]),
  )
