/** What a delivered event refers to: the item as it stands now, to an organisation that may still have it; to one that may not, the reason. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import { mayPartnerHave, partnerGroundOf } from '../../../libs/access/partner.ts'
import { Refusal } from '../../../libs/deciding/decider.ts'
import { beside, shownInPieces } from '../../../libs/http/in-pieces.ts'
import { inWords } from '../../../libs/plan/words/in-words.ts'
import { itemInFull } from '../../../libs/plan/for-partner.ts'
import { announcementOf, type Announcement } from '../../../libs/relaying/announcement.ts'
import { PART_OF, toldBy } from '../access-records/what-is-told.ts'
import type { Caller } from '../caller.ts'
import { ciphertextsBeside } from '../plans/reading/ciphertexts.ts'
import { LARGE_PLAN_BYTES } from '../../../libs/installation/large-readings.ts'
import { inTheirCount } from '../plans/reading/reading.ts'
import { planStream, SYSTEM, type System } from '../../../libs/installation/system.ts'
import { organisationOf } from './partner.ts'
import { relayingOn } from '../../../libs/relaying/for-organisation.ts'
import type { InWords } from '../../../libs/plan/part.ts'

export type PublicEventRefusal = 'NOT_FOUND' | 'GROUND_HAS_ENDED'

export interface PublicEventInFull {
  /** The event, as every channel carries it. */
  readonly event: Announcement
  readonly words: InWords
  /** The members it is about, by random id. */
  readonly about: readonly string[]
  /** Absent where what the organisation may have does not tell of it any more. */
  readonly item?: object
}

export class ReadPublicEvent extends Query<PublicEventInFull> {
  constructor(
    readonly caller: Caller,
    readonly planId: string,
    readonly eventId: string,
  ) {
    super()
  }
}

@QueryHandler(ReadPublicEvent)
export class ReadPublicEventHandler implements IQueryHandler<ReadPublicEvent> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ caller, planId, eventId }: ReadPublicEvent): Promise<PublicEventInFull> {
    const { folds, clock, sealing, store, largeReadings, digestOfExcluded } = this.system
    const organisation = organisationOf(caller)
    const stream = planStream(planId)
    const { state: plan, bytes, revision } = await folds.plans.at(stream)
    if (bytes > LARGE_PLAN_BYTES) await largeReadings.turn()
    const { state: history } = await folds.histories.at(stream)
    const place = history.findIndex(({ envelope }) => envelope.id === eventId)
    const recorded = history[place]
    if (recorded === undefined) throw refusal('NOT_FOUND')
    const now = { plan, at: clock() }
    const ground = partnerGroundOf(organisation, now)
    const look = caller.looks.at(planId, { plan: revision, at: now.at }, ground === undefined ? [] : [ground])
    const answer = mayPartnerHave(organisation, recorded, now)
    if (!answer.may) throw refusal(answer.why === 'GROUND_HAS_ENDED' ? 'GROUND_HAS_ENDED' : 'NOT_FOUND')
    const event = announcementOf(recorded, history.slice(0, place), relayingOn(this.system).source())
    if (event?.data === undefined) throw refusal('NOT_FOUND')

    // The item is made of what the organisation may have now, as every reader's plan is made of what they may see.
    const theirs = history.filter((one) => mayPartnerHave(organisation, one, now).may)
    const { item } = event.data
    look.sees(theirs)
    const ofItem = toldBy(PART_OF[item.kind], item.id)
    look.tells(theirs.filter((one) => one === recorded || ofItem?.(one.event) === true))
    const full = itemInFull(item, inTheirCount(theirs, digestOfExcluded))
    const ciphertextsOf = ciphertextsBeside(store, stream, theirs)
    return {
      event,
      words: inWords(recorded.event),
      about: recorded.event.about,
      ...(full !== undefined && {
        item: beside(
          { kind: item.kind },
          await shownInPieces(full, async (part) => sealing.unsealAll(part, await ciphertextsOf(part))),
        ),
      }),
    }
  }
}

const refusal = (code: PublicEventRefusal) => new Refusal(code)
