/** How the API says no about subscriptions. Rows of `problems.ts`. */
import type { ProblemTable } from '../../../libs/http/problem.ts'
import type { PlacesRefusal } from '../../../libs/partner/subscription-places.ts'
import type { SubscriptionRefusal } from '../../../libs/partner/subscription.ts'
import type { SubscriptionsRefusal } from './subscriptions.controller.ts'
import type { WhoseRefusal } from './whose.ts'
import { conflict, invalid, notFound } from '../problem-rows.ts'

export const SUBSCRIPTION_PROBLEMS: ProblemTable<
  SubscriptionRefusal | PlacesRefusal | SubscriptionsRefusal | WhoseRefusal
> = {
  SUBSCRIPTION_IS_UNKNOWN: notFound('Niet gevonden', 'Not found'),
  SUBSCRIPTION_IS_SET_ASIDE: conflict(
    'Dit abonnement kan nu niet gelezen worden; het is opzijgezet en er gaat niets verloren',
    'This subscription cannot be read now; it is set aside, and nothing is lost',
  ),
  SUBSCRIPTION_HAS_ENDED: conflict('Dit abonnement is beëindigd', 'This subscription has ended'),
  WEBHOOK_NEEDS_AN_ENDPOINT: invalid('Een webhook heeft een adres', 'A webhook has an endpoint'),
  ONLY_A_WEBHOOK_HAS_AN_ENDPOINT: invalid(
    'Alleen een webhook heeft een adres en een geheim',
    'Only a webhook has an endpoint and a secret',
  ),
  ENDPOINT_IS_NOT_ALLOWED: invalid('Naar dit adres wordt niets gestuurd', 'Nothing is sent to this endpoint'),
  ENDPOINT_IS_NOT_PROVED: conflict(
    'Het adres heeft nog niet geantwoord op de vraag of het van u is',
    'The endpoint has not answered yet whether it is yours',
  ),
  ENDPOINT_DID_NOT_ANSWER: conflict(
    'Het adres antwoordde niet, of anders dan gevraagd',
    'The endpoint did not answer, or not as it was asked to',
  ),
  START_IS_SAID_TWICE: invalid('Noem een cursor of een moment, niet allebei', 'Name a cursor or a moment, not both'),
  ORGANISATION_HAS_ENOUGH_SUBSCRIPTIONS: conflict(
    'Uw organisatie heeft al zoveel abonnementen als kan',
    'Your organisation has as many subscriptions as are possible',
  ),
  TOPIC_HAS_A_SUBSCRIPTION: conflict(
    'Het topic van uw organisatie heeft al een abonnement',
    'The topic of your organisation has a subscription already',
  ),
}
