/** The door of every command to a plan: who are you to it, may you, seal, decide, write. Nothing else writes to a plan. */
import { Inject } from '@nestjs/common'
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs'
import { mustBeOpen } from '../../../../libs/access/closed.ts'
import { mayDo, type AccessRefusal } from '../../../../libs/access/may.ts'
import { closedOnAll, mayHaveMissed, sees, type Sight } from '../../../../libs/access/sight.ts'
import { isOfTheFamily, Refusal, type PersonId } from '../../../../libs/deciding/decider.ts'
import { LEGAL_DOMAINS } from '../../../../libs/deciding/domains.ts'
import type { Fold } from '../../../../libs/event-store/folds.ts'
import type { Recorded } from '../../../../libs/event-store/recorded.ts'
import type { Ready } from '../../../../libs/event-store/handle.ts'
import { PLAN_BOUNDS } from '../../../../libs/plan/bounds.ts'
import type { Correctable } from '../../../../libs/plan/corrections/corrections.ts'
import { correctableIn, type WrittenBy } from '../../../../libs/plan/corrections/what-is-corrected.ts'
import { whoWantsOn } from '../../../../libs/plan/closing/ending.ts'
import { withEnder } from '../../../../libs/plan/closing/episode.ts'
import type { OwnVoices } from '../../../../libs/plan/goals/own-voice.ts'
import type { OwnVoiceByLaw } from '../../../../libs/plan/permissions/permissions.ts'
import { poolOfLot } from '../../../../libs/plan/sharings/second-reader.ts'
import { missingFor } from '../../../../libs/plan/sharings/missing-for.ts'
import type { MissingToShare } from '../../../../libs/plan/sharings/sharing.ts'
import { saidFor } from '../../../../libs/plan/parts.ts'
import { plan, type Item, type Plan, type PlanCommand, type PlanEvent } from '../../../../libs/plan/plan.ts'
import { whomIsKnownIn, type WhomTheyKnow } from '../../../../libs/plan/whom-they-know.ts'
import { coordinatorsOf, speaking } from '../../../../libs/plan/working.ts'
import { Plain } from '../../../../libs/sealing/plain.ts'
import { ciphertextsBeside } from '../reading/ciphertexts.ts'
import { carryOut } from '../../carry-out.ts'
import { asFarAs } from '../../../../libs/installation/as-far-as.ts'
import { planStream, SYSTEM, type System } from '../../../../libs/installation/system.ts'
import type { Caller } from '../../caller.ts'
import { poolThen } from '../../municipality/pool-then.ts'
import { knowsBirthDate, ownVoicesOf } from '../../../../libs/installation/ages.ts'
import { asTheyKnow } from './as-they-know.ts'
import { beganAt, mustHaveSeenBegin, namesItems } from './begun.ts'
import { withCircumstances } from './circumstances.ts'
import { teamsBarred } from './teams-barred.ts'
import { saidOrNot } from './said-or-not.ts'
import { knownPlan } from './known-plan.ts'
import type { DueNow } from '../../../../libs/plan/terms/terms.ts'
import { foundDue } from '../terms/due-ids.ts'
import { officersOf } from '../terms/step-up.ts'
import { agesIn, municipalityNow, standingOf } from './standing.ts'
import { ToPlan, type DoneToPlan } from './to-plan.ts'

export type DoorRefusal = 'ONLY_A_COORDINATOR_OPENS_A_PLAN'

interface NamedById {
  readonly corrects?: Correctable
  readonly found?: DueNow
}

@CommandHandler(ToPlan)
export class PlanDoor implements ICommandHandler<ToPlan> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute(message: ToPlan): Promise<DoneToPlan> {
    const { system } = this
    const { caller, planId, asked } = message
    const written = await carryOut(system, {
      caller,
      folds: system.folds.plans,
      decider: plan,
      stream: planStream(planId),
      asked,
      // What is written behind this fold was decided on nothing of the plan that is older.
      ready: (fold) => this.ready(message, fold, asFarAs(system, planStream(planId), fold.revision)),
      bounds: PLAN_BOUNDS,
      changed: 'PLAN_HAS_CHANGED',
      standing: async (state) => {
        const { sight } = await standingOf(system, caller, planId, state)
        return {
          hasAGround: sight.grounds.length > 0 || isTheirUse(asked, caller, state),
          knows: (recorded) => sees(sight, recorded),
        }
      },
    })
    return { planId, ...written }
  }

  /** Authorised on what it will be written behind, then sealed: never a key for a stranger. */
  private async ready(
    { caller, planId, commandId, asked }: ToPlan,
    { state }: Fold<Plan>,
    system: System,
  ): Promise<Ready<PlanCommand, Plan>> {
    const stream = planStream(planId)
    const { sight, ageBand } = await standingOf(system, caller, planId, state)
    if (mayHaveMissed(sight.grounds) || namesItems(asked))
      mustHaveSeenBegin(sight, asked, (await system.folds.histories.at(stream)).state)
    const known = await asTheyKnow(system, caller.deed.by, stream, state)
    const named = await this.named(system, asked, planId, sight)
    const item = begins(asked, caller, known) ?? mayDo(sight, { ...asked, ...named }, known)
    const closed = closedOnAll(sight)
    if (closed !== undefined) mustBeOpen(closed, asked, (await system.folds.histories.at(stream)).state)
    // Whoever accounts, for whatever they stand on, weighs the interest of a child.
    const bandOf = isAccount(asked) ? (await agesIn(system, planId, system.clock())).ageBand : ageBand
    const command = await withCircumstances(asked, {
      now: system.clock(),
      oin: system.configuration.oin,
      about: item.about,
      municipality: () => municipalityNow(system),
      poolThen: (version) => poolThen(system, version),
      firstPool: firstPoolOf(asked, known),
      teams: teamsBarred(asked, caller, known, system),
      newSeed: () => system.newSeed(commandId),
      protocol: async (id) => (await system.folds.protocols.at(`protocol-${id}`)).state,
      isChild: (person) => !['adult', undefined].includes(bandOf(person)),
      revisionOf: (tag) => revisionOf(system, stream, tag),
      ...named,
      officers: () => officersOf(system, known),
      knowsBirthDate: async (person) =>
        knowsBirthDate((await system.folds.births.at(stream)).state, person, system.sealing),
      isUnderTwelve: (person) => isUnderTwelve(system, caller, planId, person),
      voices: () => voicesOf(system, stream, item),
      whoWantsOnWithout: (person) => whoWantsOnWithout(system, stream, { plan: state, person, by: caller.asker.id }),
      ownVoiceOf: (person) => ownVoiceByLaw(system, stream, person),
      missingToShare: () => missingIn(system, asked, sight, stream),
      whomTheyKnow: () => whomTheyKnow(system, sight, stream),
      strangersAmong: async (named) => {
        const others = isOfTheFamily(caller.deed.by) ? named.filter((one) => one !== caller.asker.id) : []
        if (others.length === 0) return others
        const { all } = await whomTheyKnow(system, sight, stream)
        return others.filter((one) => !all.includes(one))
      },
      askedFor: () => askedForIn(system, asked, stream),
      beganAt: async () => beganAt(asked, (await system.folds.histories.at(stream)).state),
    })
    const { command: sealed, values } = await system.sealing.seal<PlanCommand>(saidOrNot(command), {
      tenant: system.configuration.municipality,
      stream,
      commandId,
      domain: item.domain,
      subjects: item.about,
      contentOwner: stream,
    })
    const onBehalfOf = spokenFor(caller, asked)
    return { command: sealed, on: known, ciphertexts: values, ...(onBehalfOf !== undefined && { onBehalfOf }) }
  }

  /** What a command names by an id of its own: what there is to correct, and what is due. */
  private async named(system: System, asked: ToPlan['asked'], planId: string, sight: Sight): Promise<NamedById> {
    if (asked.type === 'RecordCorrection' || asked.type === 'AnswerCorrectionRequest') {
      const corrects = await this.correctable(system, asked, planStream(planId), sight)
      return corrects === undefined ? {} : { corrects }
    }
    const found = asked.type === 'ExtendDue' ? await foundDue(system, planId, asked.due) : undefined
    return found === undefined ? {} : { found }
  }

  /** What there is to correct in an event, of who asks or answers who asked; undefined where they see none of that id. */
  private async correctable(
    { folds }: System,
    asked: ToCorrect,
    stream: string,
    sight: Sight,
  ): Promise<Correctable | undefined> {
    const { state: history } = await folds.histories.at(stream)
    const of = (event: string) => history.find(({ envelope }) => envelope.id === event)
    const id =
      asked.type === 'RecordCorrection' ? asked.event : eventAskedAbout(history, sight, asked.correctionRequest)
    const found = of(id ?? '')
    if (found === undefined || !sees(sight, found)) return undefined
    return correctableIn(asWritten(found), (before) => asWritten(of(before)))
  }
}

type ToCorrect = Extract<ToPlan['asked'], { readonly type: 'RecordCorrection' | 'AnswerCorrectionRequest' }>

/** Undefined where they do not see that it was asked. */
function eventAskedAbout(history: readonly Recorded<PlanEvent>[], sight: Sight, request: string): string | undefined {
  const found = history.find(({ event }) => event.type === 'CorrectionAsked' && event.correctionRequest === request)
  return found?.event.type === 'CorrectionAsked' && sees(sight, found) ? found.event.event : undefined
}

function asWritten(one: Recorded<PlanEvent>): WrittenBy
function asWritten(one: Recorded<PlanEvent> | undefined): WrittenBy | undefined
function asWritten(one: Recorded<PlanEvent> | undefined): WrittenBy | undefined {
  return one && { event: one.event, by: one.envelope.actor.id, at: one.envelope.recordedAt }
}

async function revisionOf({ tags }: System, stream: string, tag: string): Promise<number | 'replaced' | undefined> {
  const named = await tags.revisionOf(stream, tag)
  if (typeof named !== 'object') return named
  return named.revision < 0 ? undefined : named.revision
}

const isAccount = ({ type }: ToPlan['asked']): boolean => type === 'ReportDeviation' || type === 'AccountForDeviation'

/** Who asked to open it in an emergency hears what became of that, also once it is over. */
const isTheirUse = (asked: ToPlan['asked'], { asker }: Caller, { breakGlass }: Plan): boolean =>
  asked.type === 'AskBreakGlass' && breakGlass[asked.use]?.user === asker.id

/** As somebody at work may know; the family is told nobody's age. */
async function isUnderTwelve(system: System, caller: Caller, planId: string, person: PersonId): Promise<boolean> {
  if (isOfTheFamily(caller.deed.by)) return false
  return (await agesIn(system, planId, system.clock())).ageBand(person) === 'under-12'
}

/** Of those whom something is about, under its law. */
async function voicesOf(system: System, stream: string, { domain, about: persons }: Item): Promise<OwnVoices> {
  if (domain === 'general') return {}
  const { ages } = await municipalityNow(system)
  const { state } = await system.folds.births.at(stream)
  return ownVoicesOf(state, system.sealing, { persons, domain, ages: ages.rows, now: system.clock() })
}

async function ownVoiceByLaw(system: System, stream: string, person: PersonId): Promise<OwnVoiceByLaw> {
  const found = LEGAL_DOMAINS.map(async (domain) => {
    const voices = await voicesOf(system, stream, { domain, about: [person] })
    return [domain, voices[person]] as const
  })
  return Object.fromEntries((await Promise.all(found)).filter(([, voice]) => voice !== undefined))
}

/** As the plan is, and not only as its sender knows it: nobody ends what another does not want to end. The age is the one from which a child is heard on youth help. */
async function whoWantsOnWithout(
  system: System,
  stream: string,
  { plan, person, by }: { readonly plan: Plan; readonly person: PersonId; readonly by: string },
) {
  const voices = await voicesOf(system, stream, { domain: 'youth', about: Object.keys(plan.members.persons) })
  const ended = withEnder(plan.closing, person, by)
  const at = system.clock()
  return { voices, wantOn: whoWantsOn(speaking(plan, at), { ended }, voices, at) }
}

async function whomTheyKnow(system: System, sight: Sight, stream: string): Promise<WhomTheyKnow> {
  const sees = knownPlan(system, sight, (await system.folds.histories.at(stream)).state)
  return whomIsKnownIn({ ...sees, coordinators: coordinatorsOf(sees) }, system.clock())
}

async function missingIn(
  system: System,
  asked: ToPlan['asked'],
  sight: Sight,
  stream: string,
): Promise<readonly MissingToShare[]> {
  if (asked.type !== 'ShareItems') return []
  const { state: history } = await system.folds.histories.at(stream)
  const says = { necessity: asked.necessity !== undefined, article: asked.article !== undefined }
  return missingFor({ ...asked, says }, knownPlan(system, sight, history), system.clock())
}

/** As it was written: who read it without names has read no less of it. */
async function askedForIn({ folds, store, sealing }: System, asked: ToPlan['asked'], stream: string): Promise<Plain> {
  const { state: history } = await folds.histories.at(stream)
  const request = history.find(
    ({ event }) => event.type === 'SharingAsked' && asked.type === 'ReadSharing' && event.sharing === asked.sharing,
  )
  if (request?.event.type !== 'SharingAsked') return asPlain(undefined)
  const { necessity } = request.event
  const values = await ciphertextsBeside(store, stream, [request])({ necessity })
  const opened: { readonly necessity?: unknown } = await sealing.unsealAll({ necessity }, values)
  return asPlain(opened.necessity)
}

const asPlain = (said: unknown) => new Plain(typeof said === 'string' ? said : undefined)

/** What a reader was first drawn from is what the next is drawn from. */
function firstPoolOf(asked: ToPlan['asked'], { deviations, goals, sharings }: Plan): number | undefined {
  if (asked.type === 'ShareItems') return poolOfLot(asked, sharings)
  if (asked.type === 'RecuseSharingReader') return sharings[asked.sharing]?.asking?.lot?.pool
  if ('deviation' in asked) return deviations[asked.deviation]?.lot?.pool
  return 'goal' in asked ? goals[asked.goal]?.reading.lot?.pool : undefined
}

/** What is done before its doer has a part in the plan, which is about the family as a whole and sealed so; undefined for all else. */
function begins(asked: ToPlan['asked'], caller: Caller, plan: Plan): Item | undefined {
  if (asked.type === 'OpenPlan') return mayOpen(caller)
  return asked.type === 'AskBreakGlass' ? mayBreakGlass(caller, plan) : undefined
}

/** Whether the municipality lets their role, and whether their last use keeps them from it, is asked before (`use-break-glass.ts`). */
function mayBreakGlass({ asker }: Caller, { opening }: Plan): Item {
  if (asker.activity !== 'crisis-access' || opening.is === 'not-opened') throw new Refusal<AccessRefusal>('NOT_FOUND')
  return { domain: 'general', about: [] }
}

function mayOpen({ asker }: Caller): Item {
  if (asker.role !== 'coordinator' || asker.activity !== 'plan-coordination')
    throw new Refusal<DoorRefusal>('ONLY_A_COORDINATOR_OPENS_A_PLAN')
  return { domain: 'general', about: [] }
}

/** Whom a family member or representative speaks for, where that is not themselves. */
function spokenFor({ asker }: Caller, asked: ToPlan['asked']): string | undefined {
  const family = asker.role === 'family-member' || asker.role === 'representative'
  const person = family ? saidFor(asked) : undefined
  return person === asker.id ? undefined : person
}
