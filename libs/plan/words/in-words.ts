/** What each event says in plain words, Dutch and English: the sentence of its part, and what it is on. Nothing personal is in it: names and texts stay in the event. */
import { CHALLENGED_WORDS } from './challenge-labels.ts'
import type { Corrects } from '../corrections/correction-events.ts'
import type { DeviatedFrom } from '../deviations/deviation-events.ts'
import {
  DOMAIN_WORDS,
  FINDING_WORDS,
  LIFE_AREA_WORDS,
  REFERRAL_ANSWER_WORDS,
  READ_BECAUSE_WORDS,
  REPRESENTATION_WORDS,
  STANCE_WORDS,
  VIEWED_WORDS,
  VOICE_WORDS,
} from './labels.ts'
import { of, type InWords } from '../part.ts'
import { KINDS, kindOf } from '../parts.ts'
import type { LifeArea } from '../opening/life-areas.ts'
import type { SeenEvent } from '../seen.ts'
import type { Concern } from '../priorities/priorities.ts'

const PLACE: InWords = {
  nl: 'Hier staat iets dat voor u verborgen wordt gehouden',
  en: 'Something stands here that is withheld from you',
}

/** Whether a type, as someone else names it, is one of ours: an older reader may meet a newer event. */
export const isKnownType = (type: string): type is SeenEvent['type'] => type === 'ItemWithheld' || KINDS.has(type)

/** One sentence each; behind it the law it was done under, and what stands in clear and tells one event from another of its kind. */
export function inWords(event: SeenEvent): InWords {
  const said = event.type === 'ItemWithheld' ? PLACE : kindOf(event).says
  const more = [...(event.domain === 'general' ? [] : [DOMAIN_WORDS[event.domain]]), ...detailsOf(event)]
  const full = (language: keyof InWords) =>
    more.length === 0 ? said[language] : `${said[language]} (${more.map((part) => part[language]).join('; ')})`
  return { nl: full('nl'), en: full('en') }
}

type Details = {
  readonly [Type in SeenEvent['type']]?: (event: Extract<SeenEvent, { type: Type }>) => readonly InWords[]
}

const when = (so: boolean, words: InWords): readonly InWords[] => (so ? [words] : [])

const DETAILS: Details = {
  NeedReported: ({ lifeAreas }) => [areas(lifeAreas)],
  AddressSecrecySet: ({ secret }) => [secret ? of('geheim', 'secret') : of('niet geheim', 'not secret')],
  HandoverAccepted: ({ notTalkedThroughBecause }) =>
    when(
      notTalkedThroughBecause !== undefined,
      of('niet met het gezin besproken, met een reden', 'not talked through with the family, with a reason'),
    ),
  RepresentativeAppointed: ({ kind }) => [REPRESENTATION_WORDS[kind]],
  RepresentativeEnded: ({ why }) => [ENDED_WORDS[why]],
  CapacityJudged: ({ canSpeak }) => [canSpeak ? of('dat kan', 'they can') : of('dat kan niet', 'they cannot')],
  ReferralAnswered: ({ answer }) => [REFERRAL_ANSWER_WORDS[answer]],
  GoalProposed: ({ lifeArea, danger }) => [
    LIFE_AREA_WORDS[lifeArea],
    ...when(danger !== undefined, of('bij concreet gevaar', 'in concrete danger')),
  ],
  GoalAdopted: ({ dissent }) => when(dissent.length > 0, of('niet iedereen is het eens', 'with dissent')),
  PrioritySet: ({ concern }) => [LIFE_AREA_WORDS[concern.lifeArea]],
  DomainBoundByPriority: ({ concern }) => [whatGoesFirst(concern)],
  DeviationReported: ({ from, acute, readBecause = [] }) => [
    whatWasLeft(from),
    ...when(acute, of('bij acuut gevaar', 'in acute danger')),
    ...readBecause.map((why) => READ_BECAUSE_WORDS[why]),
  ],
  CorrectionRecorded: ({ corrects }) => whatWasCorrected(corrects),
  CorrectionAsked: ({ corrects }) => whatWasCorrected(corrects),
  CorrectionGranted: ({ corrects }) => whatWasCorrected(corrects),
  CorrectionRefused: ({ corrects }) => whatWasCorrected(corrects),
  SecondReadingGiven: ({ finding }) => [FINDING_WORDS[finding]],
  ChallengeRaised: ({ on }) => [over(CHALLENGED_WORDS[on.kind])],
  ChallengeAnswered: ({ on }) => [over(CHALLENGED_WORDS[on.kind])],
  ViewInvited: ({ on }) => [over(VIEWED_WORDS[on.kind])],
  ViewConfirmed: ({ on }) => [over(VIEWED_WORDS[on.kind])],
  ViewGiven: ({ on, stance, voice }) => [
    over(VIEWED_WORDS[on.kind]),
    STANCE_WORDS[stance],
    ...when(voice !== 'own', VOICE_WORDS[voice]),
  ],
}

function detailsOf(event: SeenEvent): readonly InWords[] {
  const details = DETAILS[event.type] as ((event: SeenEvent) => readonly InWords[]) | undefined
  return details?.(event) ?? []
}

const ENDED_WORDS = {
  withdrew: { nl: 'op eigen verzoek', en: 'withdrew' },
  ended: { nl: 'door een ander beëindigd', en: 'ended by another' },
  death: { nl: 'door overlijden', en: 'by death' },
} as const

const over = ({ nl, en }: InWords): InWords => ({ nl: `over ${nl}`, en: `on ${en}` })

/** What was said, in the words of its own part. */
function whatWasCorrected(corrects: Corrects | undefined): readonly InWords[] {
  const said = corrects && KINDS.get(corrects.type)?.says
  return said === undefined ? [] : [{ nl: `van: ${said.nl}`, en: `of: ${said.en}` }]
}

const areas = (named: readonly LifeArea[]): InWords => ({
  nl: named.map((area) => LIFE_AREA_WORDS[area].nl).join(', '),
  en: named.map((area) => LIFE_AREA_WORDS[area].en).join(', '),
})

function whatGoesFirst({ domain, lifeArea }: Concern): InWords {
  const [law, area] = [DOMAIN_WORDS[domain], LIFE_AREA_WORDS[lifeArea]]
  return { nl: `${area.nl} (${law.nl})`, en: `${area.en} (${law.en})` }
}

function whatWasLeft(from: DeviatedFrom): InWords {
  if (from.kind === 'priority') return { nl: 'van een prioriteit van het plan', en: 'from a priority of the plan' }
  const step = `${from.protocol} v${String(from.version)}, ${from.step}`
  return from.rule === 'not-allowed'
    ? { nl: `van ${step}, waarvan niet mag worden afgeweken`, en: `from ${step}, which allows none` }
    : { nl: `van ${step}`, en: `from ${step}` }
}
