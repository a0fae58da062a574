/** How the API says no about opening a plan in an emergency. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../../libs/http/problem.ts'
import type { BreakGlassRefusal } from '../../../../libs/plan/break-glass/break-glass.ts'
import type { UsesRefusal } from '../../../../libs/plan/break-glass/uses-of-one.ts'
import { conflict, forbidden, notFound, row } from '../../problem-rows.ts'
import type { UseRefusal } from './use-break-glass.ts'

export const BREAK_GLASS_PROBLEMS: ProblemTable<BreakGlassRefusal | UsesRefusal | UseRefusal> = {
  ROLE_BREAKS_NO_GLASS: forbidden(
    'Uw gemeente heeft niet bepaald dat uw rol noodtoegang heeft',
    'Your municipality has not said that your role may break glass',
  ),
  WHO_IS_OF_THE_FAMILY_BREAKS_NO_GLASS: forbidden(
    'Wie bij het gezin hoort of voor iemand daarin spreekt, heeft geen noodtoegang',
    'Who is of the family, or speaks for someone in it, breaks no glass',
  ),
  WHO_ENFORCES_BREAKS_NO_GLASS: forbidden(
    'Wie bij dit gezin de bijstand controleert, heeft geen noodtoegang',
    'Who checks the benefit of this family breaks no glass',
  ),
  BREAK_GLASS_AWAITS_REVIEW: conflict(
    'Uw vorige noodtoegang is nog niet beoordeeld: vraag een regisseur, veiligheidsfunctionaris of functionaris gegevensbescherming daarom',
    'Your last use has not been reviewed: ask a coordinator, safety officer or privacy officer for it',
  ),
  PLANS_NOT_FOUND_ARE_SPENT: row(429)(
    'U hebt vandaag te vaak een plan genoemd dat er niet is',
    'You have named a plan that is not there too often today',
  ),
  BREAK_GLASS_USE_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
  BREAK_GLASS_USE_IS_REVIEWED: conflict('Dit is al beoordeeld', 'This was reviewed already'),
  BREAK_GLASS_USE_LASTS: conflict(
    'De noodtoegang duurt nog: zolang kan alleen worden gezegd dat die niet terecht is',
    'The use lasts still: until it ends, all that can be said is that it is not justified',
  ),
  NOBODY_REVIEWS_THEIR_OWN_USE: forbidden('Niemand beoordeelt de eigen noodtoegang', 'Nobody reviews their own use'),
}
