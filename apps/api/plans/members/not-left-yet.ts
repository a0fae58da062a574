/** How the API says that nobody left on a day to come. */
import type { Fault } from '../../../../libs/http/problem.ts'

export const NOT_LEFT_YET: Fault = {
  pointer: '/date',
  code: 'isDayPassed',
  detail: { nl: 'date moet een dag zijn tot en met vandaag', en: 'date must be a day up to today' },
}
