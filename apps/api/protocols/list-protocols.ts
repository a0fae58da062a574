/** Protocols by name, with the version in force now. Alike for everyone signed in: nothing in it is about anybody. */
import { Inject } from '@nestjs/common'
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs'
import type { LegalDomain } from '../../../libs/deciding/domains.ts'
import { whichProtocols } from '../../../libs/protocol/which-protocols.ts'
import { answered, consistentAfter, pageOf, type Page, type PageAsked, type Place } from '../lists/pages.ts'
import { protocolStream, SYSTEM, type System } from '../../../libs/installation/system.ts'

export interface ProtocolFilter {
  readonly domain?: LegalDomain
}

export class ListProtocols extends Query<Page> {
  constructor(
    readonly filter: ProtocolFilter,
    readonly page: PageAsked,
    readonly position: string | undefined,
  ) {
    super()
  }
}

const MODELS = [whichProtocols] as const

@QueryHandler(ListProtocols)
export class ListProtocolsHandler implements IQueryHandler<ListProtocols> {
  constructor(@Inject(SYSTEM) private readonly system: System) {}

  async execute({ filter, page, position }: ListProtocols): Promise<Page> {
    await consistentAfter(this.system, MODELS, position)
    const now = this.system.clock()
    const unreadable = new Set((await this.system.readStore.unreadable()).map(({ stream }) => stream))
    let isIncomplete = false
    const list = pageOf(page, {
      isIncomplete: () => isIncomplete,
      rowsAfter: (after, limit) => this.rowsAfter(filter, after, limit),
      placeOf: ({ row }) => [row.protocol],
      seen: (found) => {
        // Its rows miss an event: what they say of it may be otherwise.
        if (!unreadable.has(protocolStream(found.row.protocol))) return Promise.resolve(found)
        isIncomplete = true
        return Promise.resolve(undefined)
      },
      tells: undefined,
      answer: (seen) =>
        Promise.resolve(
          seen.map(({ row: { protocol, title, owner, domain }, versions }) => {
            const inForce = versions.findLast(({ inForceFrom }) => inForceFrom <= now)
            return {
              protocol,
              title,
              owner,
              domain,
              versions: versions.length,
              ...(inForce && { versionInForce: inForce.version, inForceFrom: inForce.inForceFrom }),
            }
          }),
        ),
    })
    return answered(list)
  }

  private rowsAfter({ domain }: ProtocolFilter, after: Place | undefined, limit: number) {
    return this.system.readStore.read(MODELS, async (rows) => {
      const found = await rows
        .selectFrom('protocol')
        .selectAll()
        .$if(domain !== undefined, (matching) => matching.where('domain', '=', domain ?? ''))
        .$if(after !== undefined, (matching) => matching.where('protocol', '>', after?.[0] ?? ''))
        .orderBy('protocol')
        .limit(limit)
        .execute()
      if (found.length === 0) return []
      const names = found.map(({ protocol }) => protocol)
      const versions = await rows
        .selectFrom('protocol_version')
        .selectAll()
        .where('protocol', 'in', names)
        .orderBy('version')
        .execute()
      return found.map((row) => ({ row, versions: versions.filter(({ protocol }) => protocol === row.protocol) }))
    })
  }
}
