/** What an endpoint did not take in 72 hours, and what its organisation does about it: have it tried again, or do without. */
import { Inject } from '@nestjs/common'
import { Command, CommandHandler, Query, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs'
import type { Caller } from '../caller.ts'
import { organisationOf } from '../events/partner.ts'
import { SYSTEM, type System } from '../../../libs/installation/system.ts'
import { OF_ALL } from '../../../libs/messaging/webhook-rows.ts'
import { saidToPartner } from './said-to-partner.ts'
import { theirSubscription } from './whose.ts'

const LISTED_AT_MOST = 100

export interface DeadLetterItem {
  /** Of the event. */
  readonly id: string
  /** Absent where it is of none. */
  readonly plan?: string
  readonly attempts: number
  readonly firstAttemptAt: string
  readonly givenUpAt: string
  readonly lastError: string
}

export class ListDeadLetters extends Query<readonly DeadLetterItem[]> {
  constructor(
    readonly caller: Caller,
    readonly subscription: string,
  ) {
    super()
  }
}

@QueryHandler(ListDeadLetters)
export class ListDeadLettersHandler implements IQueryHandler<ListDeadLetters> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, subscription }: ListDeadLetters): Promise<readonly DeadLetterItem[]> {
    await mustBeTheCallers(this.system, caller, subscription)
    const letters = await this.system.webhooks.deadLetters(subscription, LISTED_AT_MOST)
    return letters.map(({ event, subject, attempts, firstAttemptAtMs, deadAtMs, lastError }) => ({
      id: event,
      ...(subject !== OF_ALL && { plan: subject }),
      attempts,
      firstAttemptAt: new Date(firstAttemptAtMs).toISOString(),
      givenUpAt: new Date(deadAtMs).toISOString(),
      lastError: saidToPartner('webhook', lastError),
    }))
  }
}

/** What is to become of it. One that is not there has been dealt with: nothing happens. */
export class SettleDeadLetter extends Command<void> {
  constructor(
    readonly caller: Caller,
    readonly subscription: string,
    readonly event: string,
    readonly by: 'trying-again' | 'doing-without',
  ) {
    super()
  }
}

@CommandHandler(SettleDeadLetter)
export class SettleDeadLetterHandler implements ICommandHandler<SettleDeadLetter> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, subscription, event, by }: SettleDeadLetter): Promise<void> {
    const { webhooks, clock } = this.system
    await mustBeTheCallers(this.system, caller, subscription)
    if (by === 'trying-again') await webhooks.replay(subscription, event, Date.parse(clock()))
    else await webhooks.skip(subscription, event)
  }
}

async function mustBeTheCallers(system: System, caller: Caller, subscription: string): Promise<void> {
  await theirSubscription(system, organisationOf(caller), subscription)
}
