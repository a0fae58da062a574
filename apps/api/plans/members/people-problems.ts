/** How the API says no to what is recorded of people: who speaks for whom, and what is corrected. Rows of `problems.ts`. */
import type { ProblemRow, ProblemTable } from '../../../../libs/http/problem.ts'
import type { CorrectionRefusal } from '../../../../libs/plan/corrections/corrections.ts'
import type { ProofRefusal } from '../../../../libs/plan/care-team/representation-proof.ts'
import type { CircumstanceRefusal } from '../door/circumstances.ts'

type PeopleRefusal = CorrectionRefusal | ProofRefusal | Extract<CircumstanceRefusal, 'BIRTH_DATE_IS_KNOWN'>

const conflict = (nl: string, en: string): ProblemRow => ({ status: 409, title: { nl, en } })

export const PEOPLE_PROBLEMS: ProblemTable<PeopleRefusal> = {
  BIRTH_DATE_IS_KNOWN: conflict(
    'Van deze persoon is de geboortedatum bekend; die gaat voor',
    'The birth date of this person is known, and counts',
  ),
  CORRECTION_DOES_NOT_FIT: conflict(
    'Dit kan zo niet gecorrigeerd worden; wrong noemt wat niet klopt',
    'This cannot be corrected so; wrong names what is not right',
  ),
  PROOF_DOES_NOT_SHOW_IT: conflict(
    'Dit toont niet aan dat iemand een ander mag vertegenwoordigen',
    'This does not show that someone may represent another',
  ),
  REPRESENTATION_IS_PROVEN: conflict('De bevoegdheid is al aangetoond', 'The representation is proven already'),
}
