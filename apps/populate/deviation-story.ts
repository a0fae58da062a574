/** Leaving a step in a family's story: reported and accounted for at once, later or never; read, talked about, evaluated or overdue. */
import { dayOf, daysAfter } from '../../libs/deciding/days.ts'
import type { LegalDomain } from '../../libs/deciding/domains.ts'
import { DEVIATION_OUTCOMES, type DeviationOutcome } from '../../libs/plan/deviations/deviation-events.ts'
import { type Finding } from '../../libs/plan/deviations/second-reading.ts'
import type { AskedOfPlan } from '../api/plans/door/circumstances.ts'
import { chosen, said } from '../api/plans/door/words.ts'
import { concernedBy, voiceOf, type InPlan, type Story, type Telling } from './telling.ts'
import { PROTOCOLS } from './protocols.ts'
import type { Colleague } from './staff.ts'
import { ACCOUNT, DEVIATIONS, LESSONS, READINGS } from './words.ts'

/** Of the families, how many have a step left for them in the time of their story; and of those with a priority, how many see it left. */
const STEPS_LEFT = 0.16
const PRIORITIES_LEFT = 0.3

export async function* deviations(telling: Telling): Story {
  const { dice, family, priority } = telling
  if (priority !== undefined && dice.chance(PRIORITIES_LEFT)) {
    yield dice.whole(5, 40)
    const from = { kind: 'priority', priority: priority.id } as const
    yield* leaving(telling, { law: dice.pick(priority.over), from })
  }
  if (!dice.chance(STEPS_LEFT)) return
  yield dice.whole(5, 40)
  const law = dice.pick(family.laws)
  const { protocol, versions } = dice.pick(PROTOCOLS.filter(({ domain }) => domain === law))
  const { step } = dice.pick(versions[0]?.steps ?? [])
  const rules = versions.flatMap(({ steps }) => steps.filter((one) => one.step === step).map(({ rule }) => rule))
  const isFree = rules.every((rule) => rule === 'deviation-free')
  yield* leaving(telling, { law, from: { kind: 'step', protocol, step }, isFree })
}

type AccountAsked = Extract<AskedOfPlan, { type: 'AccountForDeviation' }>['account']

interface Left {
  readonly law: LegalDomain
  readonly from: Extract<AskedOfPlan, { type: 'ReportDeviation' }>['from']
  /** Of a step that is free to leave, under every version: its account is short. */
  readonly isFree?: boolean
}

async function* leaving(telling: Telling, { law, from, isFree = false }: Left): Story {
  const { dice, plan } = telling
  const professional = telling.professionals[law]
  if (professional === undefined) return
  const concerned = concernedBy(telling, law)
  const { insteadDone, situation, different } = dice.pick(DEVIATIONS[law])
  const reviewInDays = dice.whole(30, 150)
  const accounts = dice.weighted([
    ['at-once', 62],
    ['later', 23],
    ['never', 15],
  ])
  const isHeard = dice.chance(0.8)
  const accountNow = () => {
    const whole = accountOf(different, daysAfter(dayOf(telling.now()), reviewInDays), isHeard)
    return isFree ? inShort(whole) : whole
  }
  const made = await plan.does(professional, (newId) => ({
    type: 'ReportDeviation',
    deviation: newId('deviation'),
    domain: law,
    about: concerned.map(({ id }) => id),
    from,
    insteadDone: said(insteadDone),
    situation: said(situation),
    acute: dice.chance(0.1),
    ...(accounts === 'at-once' && { accountedFor: { account: accountNow(), basedOn: plan.etag } }),
  }))
  const deviation = made('deviation')
  telling.deviations.push(deviation)
  if (accounts === 'never') return
  if (accounts === 'later') {
    yield dice.whole(1, 9)
    const account = accountNow()
    await plan.does(professional, () => ({
      type: 'AccountForDeviation',
      deviation,
      account,
      basedOn: plan.etag,
    }))
  }
  if (isHeard) for (const person of concerned) await view(telling, deviation, person)
  yield* read(telling, deviation, professional)
  if (dice.chance(0.3)) return
  yield reviewInDays + 7
  for (const person of concerned) if (dice.chance(0.4)) await evaluated(telling, deviation, person)
  const [outcome, lesson] = [dice.pick(DEVIATION_OUTCOMES), dice.pick(LESSONS)]
  await plan.does(professional, () => ({
    type: 'EvaluateDeviation',
    deviation,
    outcome: chosen(outcome),
    words: said('Met het gezin teruggekeken'),
    ...(dice.chance(0.7) && { lesson: said(lesson) }),
    basedOn: plan.etag,
  }))
}

function accountOf(different: string, reviewDate: string, isHeard: boolean): AccountAsked {
  return {
    different: said(different),
    weighing: {
      legitimacy: said(ACCOUNT.legitimacy),
      involvement: said(ACCOUNT.involvement),
      return: said(ACCOUNT.return),
      interestOfTheChild: said(ACCOUNT.interestOfTheChild),
    },
    alternatives: ACCOUNT.alternatives.map((words) => said(words)),
    consulted: said(ACCOUNT.consulted),
    ...(isHeard
      ? { familyView: said(ACCOUNT.familyView) }
      : { familyNotHeardBecause: said(ACCOUNT.familyNotHeardBecause) }),
    expectedEffect: said(ACCOUNT.expectedEffect),
    reviewDate,
  }
}

/** All that is asked of who leaves a step that is free to leave, and a day to look back. */
function inShort({ different, weighing, familyView, familyNotHeardBecause, reviewDate }: AccountAsked): AccountAsked {
  const weighed = { ...(weighing?.involvement && { weighing: { involvement: weighing.involvement } }) }
  const heard = { ...(familyView && { familyView }), ...(familyNotHeardBecause && { familyNotHeardBecause }) }
  return { ...(different && { different }), ...weighed, ...heard, ...(reviewDate && { reviewDate }) }
}

async function view(telling: Telling, deviation: string, person: InPlan): Promise<void> {
  const stance = telling.dice.pick(['agrees', 'agrees', 'agrees', 'has-doubts', 'disagrees'] as const)
  await telling.plan.does(voiceOf(telling, person), (newId) => ({
    type: 'GiveView',
    view: newId('view'),
    on: { kind: 'deviation', id: deviation },
    person: person.id,
    stance,
  }))
}

/** As it turned out for them, which need not be what the professional finds. */
async function evaluated(telling: Telling, deviation: string, person: InPlan): Promise<void> {
  const outcome = telling.dice.pick(DEVIATION_OUTCOMES)
  await telling.plan.does(voiceOf(telling, person), (newId) => ({
    type: 'EvaluateAsFamily',
    view: newId('view'),
    on: { kind: 'deviation', id: deviation },
    person: person.id,
    outcome: chosen<string>(outcome),
    words: said(TO_THEM[outcome]),
  }))
}

const TO_THEM: Readonly<Record<DeviationOutcome, string>> = {
  worked: 'Zo ging het beter',
  'did-not-work': 'Wij merkten er niets van',
  unclear: 'Dat weten we nog niet',
}

const WHAT_READERS_FIND: readonly (readonly [Finding, number])[] = [
  ['supports', 60],
  ['supports-with-conditions', 24],
  ['objects', 9],
  ['asks', 7],
]

/** Who was drawn reads it, some after asking; a few never come to it. Steps that may be left freely have no reader. */
async function* read(telling: Telling, deviation: string, professional: Colleague): Story {
  const { dice, plan } = telling
  const [isRead, finding] = [dice.chance(0.88), dice.weighted(WHAT_READERS_FIND)]
  yield dice.whole(1, 6)
  const reader = await telling.readerOf(deviation)
  if (reader === undefined || !isRead) return
  await reading(telling, deviation, reader, finding)
  if (finding === 'objects' && dice.chance(0.8)) {
    yield dice.whole(1, 4)
    const changes = dice.chance(0.6)
    await plan.does(professional, (newId) => ({
      ...{ type: 'AnswerObjection', deviation, answer: newId('answer') },
      says: chosen(changes ? 'changes' : 'keeps'),
      words: said(
        changes ? 'Dat is waar; wij doen het voortaan volgens de stap' : 'Het gezin wil dit zo, en het werkt',
      ),
    }))
    if (changes) await plan.does(professional, () => ({ type: 'EndDeviation', deviation }))
  }
  if (finding !== 'asks') return
  yield dice.whole(1, 3)
  await plan.does(professional, () => ({ type: 'AnswerReader', deviation, words: said('Ja, en het wil dit ook') }))
  yield dice.whole(1, 3)
  await reading(telling, deviation, reader, 'supports')
}

const reading = ({ plan, now }: Telling, deviation: string, reader: Colleague, finding: Finding) =>
  plan.does(reader, (newId) => ({
    type: 'GiveSecondReading',
    deviation,
    reading: newId('reading'),
    finding,
    words: said(READINGS[finding]),
    ...(finding === 'supports-with-conditions' && {
      conditions: [
        { condition: newId('condition/0'), words: said(READINGS[finding]), until: daysAfter(dayOf(now()), 30) },
      ],
    }),
    basedOn: plan.etag,
  }))
