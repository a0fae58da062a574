/** How the API says no about who belongs to the family; about leaving it, `departure-problems.ts` does. Rows of `problems.ts`. */
import type { BsnLookUpRefusal } from '../../../../libs/plan/members/bsn-look-ups.ts'
import type { CircumstanceRefusal } from '../door/circumstances.ts'
import type { JoinRefusal } from '../joining/join-plan.ts'
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { MemberRefusal } from '../../../../libs/plan/members/members.ts'
import type { PersonRefusal } from '../../../../libs/plan/members/person.ts'
import { conflict, invalid, row } from '../../problem-rows.ts'

export const MEMBER_PROBLEMS: ProblemTable<
  MemberRefusal | PersonRefusal | JoinRefusal | BsnLookUpRefusal | Extract<CircumstanceRefusal, 'BIRTH_DATE_IS_KNOWN'>
> = {
  PERSON_IS_A_MEMBER: conflict('Deze persoon hoort al bij het plan', 'This person is a member already'),
  MEMBERSHIP_IS_BEING_SETTLED: conflict(
    'Over deze persoon wordt al beslist',
    'This person’s membership is being settled',
  ),
  PERSON_IS_NOT_A_MEMBER: conflict(
    'Niet ieder die u noemt, hoort bij dit plan',
    'Not everyone you name is a member of this plan',
  ),
  PERSON_IS_IN_ANOTHER_PLAN: conflict(
    'Deze persoon hoort bij een ander plan; geef een reden en zeg welk plan leidt',
    'This person is in another plan; give a reason and say which plan leads',
  ),
  ANOTHER_PLAN_NEEDS_A_REASON_AND_A_LEADING_PLAN: invalid(
    'Geef zowel de reden als het leidende plan, of geen van beide',
    'Give both the reason and the leading plan, or neither',
  ),
  NO_CHILD_IS_EXPECTED: conflict('Dit kind werd niet verwacht', 'This child was not expected'),
  BSN_LOOK_UPS_ARE_SPENT: row(429)(
    'U heeft vandaag zoveel burgerservicenummers opgezocht als mag',
    'You have looked up as many citizen service numbers today as you may',
  ),
  BSN_IS_NOT_VALID: invalid('Dit burgerservicenummer klopt niet', 'This citizen service number is not valid'),
  BIRTH_DATE_IS_KNOWN: conflict(
    'Van deze persoon is de geboortedatum bekend; die gaat voor',
    'The birth date of this person is known, and counts',
  ),
}
