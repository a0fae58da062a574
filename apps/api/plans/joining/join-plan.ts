/** Asking for someone to become a member, from outside: the BSN finds the person, but only for who may ask. */
import { Inject } from '@nestjs/common'
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs'
import { mayDo } from '../../../../libs/access/may.ts'
import { dayOf, type Day } from '../../../../libs/deciding/days.ts'
import { Refusal } from '../../../../libs/deciding/decider.ts'
import { InvalidInput, type Fault } from '../../../../libs/http/problem.ts'
import type { LeadingPlan } from '../../../../libs/plan/members/members.ts'
import { isBsn, normaliseBsn } from '../../../../libs/sealing/bsn.ts'
import { idsOf, type Caller } from '../../caller.ts'
import { asFarAs } from '../../../../libs/installation/as-far-as.ts'
import { planStream, SYSTEM, type System } from '../../../../libs/installation/system.ts'
import { canBeBirthDate } from '../../../../libs/installation/ages.ts'
import { membershipAsked, settleMembership } from './joining.ts'
import { lookUpBsn } from './look-up-bsn.ts'
import { standingOf } from '../door/standing.ts'
import { ToPlan, type WrittenToPlan } from '../door/to-plan.ts'
import { ageIn, ifSaid, said } from '../door/words.ts'

export type JoinRefusal = 'BSN_IS_NOT_VALID'

const NO_BIRTH_DATE: Fault = {
  pointer: '/birthDate',
  code: 'isBirthDate',
  detail: {
    nl: 'birthDate moet een dag zijn tot en met vandaag, ten hoogste 120 jaar geleden',
    en: 'birthDate must be a day up to today, at most 120 years ago',
  },
}

const SAID_TWICE: Fault = {
  pointer: '/ageBand',
  code: 'isSaidTwice',
  detail: {
    nl: 'ageBand hoort er alleen bij waar geen geboortedatum bekend is',
    en: 'ageBand belongs only where no birth date is known',
  },
}

const ESTABLISHED_BY_NOBODY: Fault = {
  pointer: '/ageEstablishedBy',
  code: 'isEstablished',
  detail: {
    nl: 'ageBand en ageEstablishedBy horen bij elkaar: wie heeft vastgesteld dat deze persoon volwassen is',
    en: 'ageBand and ageEstablishedBy belong together: who established that this person is adult',
  },
}

function faultsOfAge({ birthDate, ageBand, ageEstablishedBy }: PersonAsked, today: Day): readonly Fault[] {
  return [
    ...(birthDate !== undefined && !canBeBirthDate(birthDate, today) ? [NO_BIRTH_DATE] : []),
    ...(birthDate !== undefined && ageBand !== undefined ? [SAID_TWICE] : []),
    ...((ageBand === undefined) !== (ageEstablishedBy === undefined) ? [ESTABLISHED_BY_NOBODY] : []),
  ]
}

export interface PersonAsked {
  readonly name: string
  readonly birthDate?: string | undefined
  readonly ageBand?: 'adult' | undefined
  readonly ageEstablishedBy?: string | undefined
  readonly bsn?: string | undefined
  readonly inAnotherPlanBecause?: string | undefined
  readonly leads?: LeadingPlan | undefined
}

export interface Joined extends WrittenToPlan {
  readonly person: string
}

export class JoinPlan extends Command<Joined> {
  constructor(
    readonly caller: Caller,
    readonly planId: string,
    readonly asked: PersonAsked,
    /** For a birth: the child that was expected. */
    readonly expectation?: string,
  ) {
    super()
  }
}

@CommandHandler(JoinPlan)
export class JoinPlanHandler implements ICommandHandler<JoinPlan> {
  constructor(
    @Inject(SYSTEM) private readonly system: System,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {}

  async execute(message: JoinPlan): Promise<Joined> {
    const { caller, planId, asked, expectation } = message
    const { system } = this
    const stream = planStream(planId)
    const newId = idsOf(caller.commandId(stream))
    const person = await this.personOf(message, newId('person'))
    const membership = newId('membership')
    const whose = { subjects: [person] }
    const { name, bsn, inAnotherPlanBecause, leads } = asked
    const personal = {
      membership,
      person,
      name: said(name, whose),
      ...ageIn(asked, whose),
      ...(bsn !== undefined && { bsn: said(normaliseBsn(bsn) ?? bsn, whose) }),
      ...ifSaid({ inAnotherPlanBecause }),
      ...(leads !== undefined && { leads }),
    }
    const command = new ToPlan(caller, planId, () =>
      expectation === undefined
        ? { type: 'RequestMembership', ...personal }
        : { type: 'RecordBirth', expectation, ...personal },
    )
    await this.commands.execute(command)
    const { refused, revision, position } = await settleMembership(system, {
      planId,
      membership,
      person,
      ...(leads !== undefined && { leads }),
      correlationId: caller.correlationId,
      causationId: command.commandId,
    })
    if (refused !== undefined) throw new Refusal(refused)
    return {
      planId,
      person,
      etag: await system.tags.tag(stream, { revision, position }),
      position: position === undefined ? undefined : await system.positions.token(position),
    }
  }

  /** Who is asked for: when the request comes again, whom it was about the first time. */
  private async personOf({ caller, planId, asked, expectation }: JoinPlan, newPerson: string): Promise<string> {
    const stream = planStream(planId)
    const commandId = caller.commandId(stream)
    const { state: plan, commands, revision } = await this.system.folds.plans.at(stream)
    const system = asFarAs(this.system, stream, revision)
    if (commands.has(commandId)) {
      const { state: history } = await system.folds.histories.at(stream)
      const first = history.find((one) => one.envelope.commandId === commandId && membershipAsked(one) !== undefined)
      return (first && membershipAsked(first)?.person) ?? newPerson
    }
    // Asked before the vault is: whether someone is known by their BSN is for nobody else to learn.
    const { sight } = await standingOf(system, caller, planId, plan)
    mayDo(sight, { type: expectation === undefined ? 'RequestMembership' : 'RecordBirth' }, plan)
    const { bsn } = asked
    const faults = faultsOfAge(asked, dayOf(system.clock()))
    if (faults.length > 0) throw new InvalidInput(faults)
    if (bsn === undefined) return newPerson
    if (!isBsn(bsn)) throw new Refusal<JoinRefusal>('BSN_IS_NOT_VALID')
    return lookUpBsn(this.system, caller, planId, normaliseBsn(bsn) ?? bsn, commandId)
  }
}
