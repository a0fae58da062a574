/** Commands to one subscription, and their door: its own organisation, and nobody else, registers and changes it. */
import { Inject } from '@nestjs/common'
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs'
import { RECORD_BOUNDS } from '../../../libs/deciding/shares.ts'
import type { Fold } from '../../../libs/event-store/folds.ts'
import type { Ready } from '../../../libs/event-store/handle.ts'
import {
  mustHaveItsEndpoint,
  subscription,
  type Registered,
  type StartingPoint,
  type Subscription,
  type SubscriptionCommand,
  type SubscriptionEvent,
} from '../../../libs/partner/subscription.ts'
import type { Unsealed } from '../../../libs/sealing/plain.ts'
import type { Caller } from '../caller.ts'
import { carryOut, wholly } from '../carry-out.ts'
import { behindWhichAllIsLeft } from '../../../libs/relaying/held-back.ts'
import { positionAt } from '../events/event-cursors.ts'
import { organisationOf } from '../events/partner.ts'
import { subscriptionStream, SYSTEM, type System } from '../../../libs/installation/system.ts'
import { challenged } from './challenge-endpoint.ts'
import { giveBackPlaces, takePlace } from './places.ts'
import { isTheirs, mustBeTheirs, readableSubscription } from './whose.ts'

const FIRST_SECRET = { version: 1 }

/** Where to begin, as it is asked for; without either, with what comes. */
export interface AskedStart {
  /** A cursor of the feed: behind what it stands for. */
  readonly cursor?: string
  /** With what was recorded from this moment on. */
  readonly since?: string
}

type WithStart = Extract<SubscriptionCommand, { readonly start: StartingPoint }>
type Asked<One> = One extends WithStart
  ? Omit<Unsealed<One>, 'start' | 'isProved'> & { readonly start: AskedStart }
  : Unsealed<One>
export type AskedOfSubscription = Asked<
  Exclude<SubscriptionCommand, { type: 'DisableEndpoint' | 'AbandonRegistration' }>
>

export interface WrittenToSubscription {
  readonly id: string
  readonly etag: string
  readonly position: string | undefined
  /** As it is now; undefined where it has ended. */
  readonly now: Registered | undefined
  /** What the command did, now or the first time it came. */
  readonly events: readonly SubscriptionEvent[]
}

export class ToSubscription extends Command<WrittenToSubscription> {
  constructor(
    readonly caller: Caller,
    readonly id: string,
    readonly asked: AskedOfSubscription,
  ) {
    super()
  }
}

@CommandHandler(ToSubscription)
export class SubscriptionDoor implements ICommandHandler<ToSubscription> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute(message: ToSubscription): Promise<WrittenToSubscription> {
    const { caller, id, asked } = message
    const { folds } = this.system
    const stream = subscriptionStream(id)
    if (asked.type !== 'RegisterSubscription') await readableSubscription(this.system, organisationOf(caller), id)
    const { etag, position, events } = await carryOut(this.system, {
      caller,
      folds: folds.subscriptions,
      decider: subscription,
      stream,
      asked,
      ready: (fold) => this.ready(message, fold),
      bounds: RECORD_BOUNDS,
      changed: 'SUBSCRIPTION_HAS_CHANGED',
      standing: (state) => Promise.resolve(wholly(isTheirs(organisationOf(caller), state))),
    })
    if (asked.type === 'EndSubscription') await this.giveBackPlace(caller, id)
    const { state } = await folds.subscriptions.at(stream)
    return {
      id,
      etag,
      position,
      now: state.is === 'registered' ? state : undefined,
      events: events.map(({ event }) => event),
    }
  }

  private async ready(
    { caller, id, asked }: ToSubscription,
    fold: Fold<Subscription>,
  ): Promise<Ready<SubscriptionCommand>> {
    const { sealing, configuration } = this.system
    const organisation = organisationOf(caller)
    if (asked.type !== 'RegisterSubscription') mustBeTheirs(organisation, fold.state)
    const command = await this.withCircumstances(caller, asked)
    const stream = subscriptionStream(id)
    const { command: sealed, values } = await sealing.seal<SubscriptionCommand>(command, {
      tenant: configuration.municipality,
      stream,
      commandId: caller.commandId(stream),
      domain: 'general',
      subjects: [],
      contentOwner: stream,
    })
    return { command: sealed, ciphertexts: values }
  }

  /** What follows from how things stand: where to begin, and whether the endpoint is whose it is said to be. */
  private async withCircumstances(caller: Caller, asked: AskedOfSubscription): Promise<Unsealed<SubscriptionCommand>> {
    if (!('start' in asked)) return asked
    const organisation = organisationOf(caller)
    const start = await this.startAt(organisation, asked.start)
    if (asked.type === 'RequestReplay') return { ...asked, start }
    const { subscription: id, channel, endpoint } = asked
    const address = endpoint?.value
    // What would be refused takes no place.
    mustHaveItsEndpoint(channel, address !== undefined)
    await takePlace(this.system, caller, organisation, { subscription: id, channel })
    const isAsked = channel === 'webhook' && address !== undefined
    const isProved = isAsked && (await challenged(this.system, id, address, FIRST_SECRET)).answered
    return { ...asked, start, isProved }
  }

  private async startAt(organisation: string, { cursor, since }: AskedStart): Promise<StartingPoint> {
    if (cursor !== undefined) {
      const place = await positionAt(this.system, organisation, cursor)
      return { position: (await behindWhichAllIsLeft(this.system.store, place)) ?? '' }
    }
    if (since !== undefined) return { position: '', since }
    return { position: (await this.system.store.head()) ?? '' }
  }

  /** Where it cannot be given back now, it is found to be left behind when it is needed. */
  private async giveBackPlace(caller: Caller, id: string): Promise<void> {
    await giveBackPlaces(this.system, caller, organisationOf(caller), [id]).catch(() => undefined)
  }
}
