/** How the API says no about corrections. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { CorrectionRefusal } from '../../../../libs/plan/corrections/corrections.ts'
import { conflict, forbidden, notFound } from '../../problem-rows.ts'

export const CORRECTION_PROBLEMS: ProblemTable<CorrectionRefusal> = {
  CORRECTION_DOES_NOT_FIT: conflict(
    'Dit kan zo niet gecorrigeerd worden; wrong noemt wat niet klopt',
    'This cannot be corrected so; wrong names what is not right',
  ),
  CORRECTION_IS_NOT_THEIRS_TO_MAKE: forbidden(
    'Corrigeren doet wie het schreef, en erom vragen kan wie het aangaat',
    'Who wrote it corrects it, and whoever it is about can ask for that',
  ),
  CORRECTION_REQUEST_IS_UNKNOWN: notFound('Om deze correctie is niet gevraagd', 'This correction was not asked for'),
  CORRECTION_REQUEST_IS_ANSWERED: conflict(
    'Op deze vraag om een correctie is geantwoord',
    'This request for a correction was answered',
  ),
  CORRECTION_REQUEST_IS_NOT_THEIRS_TO_ANSWER: forbidden(
    'Wie het schreef beslist over deze correctie; over namen en leeftijden de regisseur',
    'Who wrote it decides on this correction; of names and ages who coordinates does',
  ),
}
