/** What a command needs to know and its sender must not say: terms, the pool and a seed, the step as its protocol has it, what they had before them. */
import { dayOf } from '../../../../libs/deciding/days.ts'
import { Refusal, type Moment, type PersonId } from '../../../../libs/deciding/decider.ts'
import type { Municipality } from '../../../../libs/municipality/municipality.ts'
import { InvalidInput } from '../../../../libs/http/problem.ts'
import { NOT_LEFT_YET } from '../members/not-left-yet.ts'
import type { Account } from '../../../../libs/plan/deviations/account.ts'
import type { Correctable } from '../../../../libs/plan/corrections/corrections.ts'
import type { DeviatedFrom } from '../../../../libs/plan/deviations/deviation-events.ts'
import type { Draw } from '../../../../libs/plan/deviations/draw.ts'
import type { ReaderPool, Team } from '../../../../libs/municipality/second-readers.ts'
import type { OwnVoices } from '../../../../libs/plan/goals/own-voice.ts'
import type { DueNow } from '../../../../libs/plan/terms/terms.ts'
import { isJudged } from '../../../../libs/plan/parts.ts'
import type { OwnVoiceByLaw } from '../../../../libs/plan/permissions/permissions.ts'
import type { MissingToShare, SharingGround } from '../../../../libs/plan/sharings/sharing.ts'
import type { ActionRefusal } from '../../../../libs/plan/actions/actions.ts'
import type { MemberRefusal } from '../../../../libs/plan/members/members.ts'
import type { PlanCommand } from '../../../../libs/plan/plan.ts'
import type { WhomTheyKnow } from '../../../../libs/plan/whom-they-know.ts'
import { stepInForce, type Protocol, type StepRule } from '../../../../libs/protocol/protocol.ts'
import { Plain, type Unsealed } from '../../../../libs/sealing/plain.ts'
import { lacking } from './proof-lacks.ts'
import { canBeBirthDate } from '../../../../libs/installation/ages.ts'

export type CircumstanceRefusal =
  | 'STEP_IS_NOT_IN_FORCE'
  | 'BASED_ON_IS_NOT_OF_THIS_PLAN'
  | 'BASED_ON_IS_OF_ANOTHER_HISTORY'
  | 'BASED_ON_IS_BEFORE_THE_ITEM'
  | 'STEP_IS_OF_ANOTHER_DOMAIN'
  | 'TEAM_IS_NOT_REGISTERED'
  | 'BIRTH_DATE_IS_KNOWN'
  | 'NOBODY_UNDER_TWELVE_SPEAKS_FOR_THE_FAMILY'

type Circumstance =
  | 'terms'
  | 'proofLacks'
  | 'corrects'
  | 'wrong'
  | 'draw'
  | 'ruleNow'
  | 'concernsAChild'
  | 'basedOn'
  | 'judgedBy'
  | 'voices'
  | 'wantOn'
  | 'ownVoice'
  | 'missing'
  | 'askedFor'
  | 'pool'
  | 'oin'
  | 'late'
  | 'found'
  | 'officers'
type DecidedOnSight = Extract<PlanCommand, { readonly basedOn: number }>
type Plainly = Exclude<PlanCommand, DecidedOnSight | { type: 'ReportDeviation' | 'JoinProfessional' }>

type Without<Command> = Command extends unknown ? Unsealed<Omit<Command, Circumstance>> : never
/** `basedOn` comes in as the ETag their maker saw. */
type OnSight<Command> = Command extends unknown
  ? Unsealed<Omit<Command, Circumstance>> & { readonly basedOn: string }
  : never

type ReportDeviation = Extract<PlanCommand, { type: 'ReportDeviation' }>
type AskedToReport = Unsealed<Omit<ReportDeviation, Circumstance | 'from' | 'accountedFor' | 'happenedAt'>> & {
  readonly from:
    | { readonly kind: 'step'; readonly protocol: string; readonly step: string }
    | Extract<DeviatedFrom, { kind: 'priority' }>
  readonly happenedAt?: Moment
  /** Refused where its maker does not say what they had before them. */
  readonly accountedFor?: { readonly account: Unsealed<Account>; readonly basedOn?: string }
}

type JoinProfessional = Unsealed<Omit<Extract<PlanCommand, { type: 'JoinProfessional' }>, Circumstance>>
/** Without a scope it follows from who they work for. */
type AskedToJoin = Omit<JoinProfessional, 'scope'> & Partial<Pick<JoinProfessional, 'scope'>>

/** A command as the door takes it in: nothing in it that its sender could make up. */
export type AskedOfPlan = Without<Plainly> | OnSight<DecidedOnSight> | AskedToReport | AskedToJoin

type EndHelpNeeds = Pick<Extract<PlanCommand, { type: 'EndHelp' }>, 'voices' | 'wantOn'>

export interface Circumstances {
  readonly now: Moment
  /** OIN of the municipality itself. */
  readonly oin: string
  readonly municipality: () => Promise<Municipality>
  /** The pool of readers as it was in a version. */
  readonly poolThen: (version: number) => Promise<ReaderPool | undefined>
  /** Version of the pool that the reader of the item asked about was first drawn from; undefined where nobody was. */
  readonly firstPool: number | undefined
  /** In which teams nobody is drawn to read it: those of who coordinates, and of who writes what is to be read. */
  readonly teams: readonly Team[]
  /** Nobody chooses who reads. */
  readonly newSeed: () => string
  readonly protocol: (protocolId: string) => Promise<Protocol>
  readonly isChild: (person: PersonId) => boolean
  /** The revision an ETag of this plan stands for, 'replaced' where the plan was put back since; undefined for any other text. */
  readonly revisionOf: (tag: string) => Promise<number | 'replaced' | undefined>
  /** The revision at which what is decided about began; undefined where it is not there. */
  readonly beganAt: () => Promise<number | undefined>
  /** What is due of the id asked about. */
  readonly found?: DueNow
  readonly officers: () => Promise<readonly string[]>
  /** What there is to correct in an event asked about. */
  readonly corrects?: Correctable
  readonly knowsBirthDate: (person: PersonId) => Promise<boolean>
  /** Asked of whose word somebody at work writes down: never for the family itself, so that it tells them nobody's age. */
  readonly isUnderTwelve: (person: PersonId) => Promise<boolean>
  /** Who of those it is about has a voice of their own under its law. */
  readonly voices: () => Promise<OwnVoices>
  /** Who of the whole family has a voice of their own, and who would want help still once its sender ended it for someone. */
  readonly whoWantsOnWithout: (person: PersonId) => Promise<EndHelpNeeds>
  /** Under which laws someone has a voice of their own. */
  readonly ownVoiceOf: (person: PersonId) => Promise<OwnVoiceByLaw>
  /** What is missing for something to be shared, as its asker sees the plan. */
  readonly missingToShare: () => Promise<readonly MissingToShare[]>
  /** Whom its sender knows of here. Made anew of all that they see: asked for where they name somebody. */
  readonly whomTheyKnow: () => Promise<WhomTheyKnow>
  /** Of those it names, whom its sender, of the family, does not know of here. */
  readonly strangersAmong: (named: readonly string[]) => Promise<readonly string[]>
  /** What it was asked for that a second reader reads a sharing. */
  readonly askedFor: () => Promise<Plain>
  /** Whom a deviation asked about is about. */
  readonly about: readonly PersonId[]
}

/** The command whole. @throws Refusal where something it names is not there */
export async function withCircumstances(asked: AskedOfPlan, given: Circumstances): Promise<Unsealed<PlanCommand>> {
  await mustKnowWhomTheyName(asked, given)
  await mustBePossible(asked, given)
  const whole = await withItsOwn(asked, given)
  if (!isJudged(asked)) return whole
  const { terms, pool } = await given.municipality()
  const knows = isAskedToWithhold(asked) && { knows: await given.whomTheyKnow() }
  return { ...whole, judgedBy: { terms, pool, ...knows } } as Unsealed<PlanCommand>
}

/** Of all that is judged by the terms, what names from whom, or who was asked. */
const isAskedToWithhold = (asked: AskedOfPlan): boolean =>
  'withhold' in asked || ['Withhold', 'LimitSight', 'CompleteWithholding'].includes(asked.type)

/** Of the family: who works under a law knows all of the family, and their colleagues there. @throws Refusal as for who is nowhere */
async function mustKnowWhomTheyName(asked: AskedOfPlan, { strangersAmong }: Circumstances): Promise<void> {
  if (asked.type === 'ProposeGoal') {
    const persons = await strangersAmong(asked.about)
    if (persons.length > 0) throw new Refusal<MemberRefusal>('PERSON_IS_NOT_A_MEMBER', { persons })
  }
  if (asked.type === 'PlanAction' && (await strangersAmong([asked.owner])).length > 0)
    throw new Refusal<ActionRefusal>('ACTION_HAS_NO_SUCH_OWNER')
}

const OF_THE_TERMS = [
  'DeliverOwnPlanInvitation',
  'ClosePlan',
  'RequestMembership',
  'RecordBirth',
  'RecordMemberLeft',
  'InviteView',
  'ContestDeparture',
  'DecideContest',
  'MakeReferral',
  'RaiseChallenge',
  'RejectChallengeAnswer',
  'EscalateChallenge',
  'RequestOtherCoordinator',
  'JudgeCapacity',
  'AnswerReader',
] as const
type OfTheTerms = Extract<AskedOfPlan, { type: (typeof OF_THE_TERMS)[number] }>
/** What needs the terms of the municipality and nothing else. */
const isOfTheTerms = (asked: AskedOfPlan): asked is OfTheTerms =>
  (OF_THE_TERMS as readonly string[]).includes(asked.type)

async function withItsOwn(asked: AskedOfPlan, given: Circumstances): Promise<Unsealed<PlanCommand>> {
  if (isOfTheTerms(asked)) return { ...asked, terms: (await given.municipality()).terms }
  switch (asked.type) {
    case 'RecordCorrection':
      return { ...asked, ...(await correcting(asked, given)), terms: (await given.municipality()).terms }
    case 'AnswerCorrectionRequest':
      return { ...asked, ...(await correcting(asked, given)) }
    case 'EndHelp':
      return { ...asked, ...(await given.whoWantsOnWithout(asked.person)), terms: (await given.municipality()).terms }
    case 'AppointRepresentative':
      return { ...asked, ...lacking(asked.proof, given.now), terms: (await given.municipality()).terms }
    case 'ProveRepresentation':
      return { ...asked, ...lacking(asked.proof, given.now) }
    case 'ReplaceCoordinator':
      return ofAKnownTeam(asked, given)
    case 'JoinProfessional':
      return { ...asked, scope: asked.scope ?? (asked.organisation === given.oin ? 'domain' : { goals: [] }) }
    case 'PlanAction':
      return { ...asked, ...(await lateIn(asked, given)) }
    case 'AnswerObjection':
      return { ...asked, terms: (await given.municipality()).terms, officers: await given.officers() }
    case 'ExtendDue':
      return { ...asked, ...(given.found && { found: given.found }), officers: await given.officers() }
    case 'GivePermission':
      return { ...asked, ownVoice: await given.ownVoiceOf(asked.person) }
    case 'ShareItems':
      return { ...asked, missing: await given.missingToShare(), ...(await readerOfSharing(asked.ground, given)) }
    case 'ReadSharing':
      return { ...asked, basedOn: await seenSince(asked.basedOn, given), ...(await readOfSharing(given)) }
    case 'AskSupporter':
      return { ...asked, voices: await given.voices() }
    case 'AdoptGoal':
      return { ...asked, basedOn: await seenSince(asked.basedOn, given), voices: await given.voices() }
    case 'GiveSecondReading':
      return { ...asked, basedOn: await seenSince(asked.basedOn, given), terms: (await given.municipality()).terms }
    case 'AcceptHandover':
    case 'ReadAdoptionException':
    case 'EvaluateGoal':
    case 'EvaluateDeviation':
      return { ...asked, basedOn: await seenSince(asked.basedOn, given) }
    default:
      return withItsReader(asked, given)
  }
}

/** What a second reader may be drawn for. */
async function withItsReader(asked: AskedOfPlan, given: Circumstances): Promise<Unsealed<PlanCommand>> {
  switch (asked.type) {
    case 'ReasonAdoptionException':
      return { ...asked, draw: await drawFrom(given), voices: await given.voices() }
    case 'RecuseExceptionReader':
    case 'DrawReader':
    case 'RecuseReader':
    case 'PassReading':
    case 'RecuseSharingReader':
      return { ...asked, draw: await drawFrom(given) }
    case 'ReportDeviation':
      return reported(asked, given)
    case 'AccountForDeviation':
      return { ...asked, ...(await accounting(asked.basedOn, given)) }
    default:
      return asked as Unsealed<PlanCommand>
  }
}

/** Nobody whose birth date is known becomes adult by a statement, nobody leaves on a day that has not come, and no child speaks for the family. */
async function mustBePossible(
  asked: AskedOfPlan,
  { knowsBirthDate, isUnderTwelve, now }: Circumstances,
): Promise<void> {
  if ('saidBy' in asked && (await isUnderTwelve(asked.saidBy)))
    throw refusal('NOBODY_UNDER_TWELVE_SPEAKS_FOR_THE_FAMILY', { person: asked.saidBy })
  if (asked.type === 'RecordMemberLeft' && (asked.leftOn.value ?? '') > dayOf(now))
    throw new InvalidInput([NOT_LEFT_YET])
  if (asked.type !== 'RequestMembership' && asked.type !== 'RecordBirth') return
  const { person, ageBand } = asked
  if (ageBand?.value !== undefined && (await knowsBirthDate(person))) throw refusal('BIRTH_DATE_IS_KNOWN', { person })
}

async function accounting(basedOn: string, given: Circumstances) {
  const concernsAChild = given.about.some(given.isChild)
  return { concernsAChild, basedOn: await seenSince(basedOn, given), draw: await drawFrom(given) }
}

/** The day behind which an action is late, seen before it is sealed. */
async function lateIn({ doneBy }: Extract<AskedOfPlan, { type: 'PlanAction' }>, { municipality }: Circumstances) {
  const after = doneBy?.value
  return after === undefined ? {} : { late: { after, terms: (await municipality()).terms } }
}

/** What was left as it stood when it was left, and what its maker had before them where it is accounted for at once. */
async function reported(asked: AskedToReport, given: Circumstances): Promise<Unsealed<ReportDeviation>> {
  const { accountedFor, happenedAt = given.now, ...rest } = asked
  const { from, ...now } =
    asked.from.kind === 'step' ? await stepLeft(asked.from, asked.domain, happenedAt, given) : { from: asked.from }
  const account = accountedFor && {
    accountedFor: {
      account: accountedFor.account,
      concernsAChild: given.about.some(given.isChild),
      basedOn: await revision(accountedFor.basedOn, given),
    },
  }
  return { ...rest, from, ...now, happenedAt, draw: await drawFrom(given), ...account }
}

type AskedToCorrect = Extract<AskedOfPlan, { type: 'RecordCorrection' | 'AnswerCorrectionRequest' }>

/** What is corrected, and what is wrong with what it is to become: seen before it is sealed. */
async function correcting(asked: AskedToCorrect, { corrects, knowsBirthDate, now }: Circumstances) {
  const { name, birthDate, ageBand, ageEstablishedBy } = asked
  const of = corrects?.of
  const isImpossible = birthDate?.value !== undefined && !canBeBirthDate(birthDate.value, dayOf(now))
  const isKnown = of?.kind === 'member' && ageBand?.value !== undefined && (await knowsBirthDate(of.id))
  const saysTwice = birthDate?.value !== undefined && (ageBand ?? ageEstablishedBy)?.value !== undefined
  const isNobodys = (ageBand?.value === undefined) !== (ageEstablishedBy?.value === undefined)
  return {
    ...(name && { name: new Plain(name.value, { subjects: corrects?.subjects ?? [] }) }),
    corrects: corrects ?? { domain: 'general', about: [], subjects: [] },
    wrong: [
      ...(isImpossible ? ['becomes/birthDate'] : []),
      ...(isKnown || saysTwice ? ['becomes/ageBand'] : []),
      ...(isNobodys ? ['becomes/ageEstablishedBy'] : []),
    ],
  } as const
}

/** @throws Refusal where the municipality registered its teams, and not this one */
async function ofAKnownTeam<Asked extends { readonly team: string }>(
  asked: Asked,
  { municipality }: Circumstances,
): Promise<Asked> {
  const { teams } = await municipality()
  if (teams?.teams.includes(asked.team) === false) throw refusal('TEAM_IS_NOT_REGISTERED', { team: asked.team })
  return asked
}

async function readOfSharing({ municipality, askedFor, oin }: Circumstances) {
  const { pool } = await municipality()
  return { askedFor: await askedFor(), pool, oin }
}

/** Of all grounds one is read by a second. */
const readerOfSharing = async (ground: SharingGround | undefined, given: Circumstances) =>
  ground === 'conflict-of-duties' ? { draw: await drawFrom(given) } : {}

async function drawFrom({ poolThen, firstPool, newSeed, teams, ...given }: Circumstances): Promise<Draw> {
  const { pool, terms } = await given.municipality()
  const first = firstPool === undefined ? undefined : await poolThen(firstPool)
  return { pool, terms, seed: newSeed(), teams, ...(first && { first }) }
}

/** The step and its version are the protocol's own, as they stood when it happened, and its rule as it stands now; never the sender's. */
async function stepLeft(
  { protocol: id, step }: { readonly protocol: string; readonly step: string },
  domain: string,
  happenedAt: Moment,
  { protocol, now }: Circumstances,
): Promise<{ readonly from: DeviatedFrom; readonly ruleNow?: StepRule }> {
  const stands = await protocol(id)
  const inForce = stepInForce(stands, step, happenedAt)
  if (stands.is === 'unknown' || inForce === undefined) throw refusal('STEP_IS_NOT_IN_FORCE', { protocol: id, step })
  if (stands.domain !== domain) throw refusal('STEP_IS_OF_ANOTHER_DOMAIN', { domain: stands.domain })
  const ruleNow = stepInForce(stands, step, now)?.rule
  return { from: { kind: 'step', ...inForce }, ...(ruleNow && { ruleNow }) }
}

async function revision(tag: string | undefined, { revisionOf }: Circumstances): Promise<number> {
  const found = tag === undefined ? undefined : await revisionOf(tag)
  if (found === 'replaced') throw refusal('BASED_ON_IS_OF_ANOTHER_HISTORY')
  if (found === undefined) throw refusal('BASED_ON_IS_NOT_OF_THIS_PLAN')
  return found
}

/** What their maker had before them, of something that was there then. */
async function seenSince(tag: string, given: Circumstances): Promise<number> {
  const seen = await revision(tag, given)
  const began = await given.beganAt()
  if (began !== undefined && seen < began) throw refusal('BASED_ON_IS_BEFORE_THE_ITEM')
  return seen
}

const refusal = (code: CircumstanceRefusal, details?: Readonly<Record<string, unknown>>) => new Refusal(code, details)
