/** A plan replayed: each event with who, when, for whom, on what ground, and what it changed; folded here anew, so that the plan the API shows can be held against its own history. */
import { changesBetween, type Change } from '../../libs/plan/changes.ts'
import { isKnownType } from '../../libs/plan/words/in-words.ts'
import { NOTHING_READ, readOn, type PlanAsRead } from '../../libs/plan/plan-as-read.ts'
import type { Seen } from '../../libs/plan/seen.ts'
import { progressOf } from '../../libs/progress/progress.ts'
import { planThen, type Entry, type PlanThen } from './answers.ts'
import { Enough, type Api } from './api.ts'
import type { Asked } from './arguments.ts'
import type { Language } from './command-line.ts'
import { drawnAgain, drawnAgainInWords, poolsOf, type PoolOf } from './draw.ts'
import { storedFactsIn, type StoredFactsOf } from './envelopes.ts'
import { entryAsLines } from './entry.ts'
import { eventsBetween, eventsFrom } from './history.ts'
import { changeAsLines, fieldsAsLines, indented } from './lines.ts'
import { besideScreen, type Screen } from './screen.ts'

type ReplayAsked = Extract<Asked, { command: 'replay' }>

export interface Replaying {
  readonly api: Api
  readonly screen: Screen
  readonly language: Language
  /** How long to wait before asking whether more happened. */
  readonly everyMs: number
}

/** @returns whether the plan that the API shows is what its events make of it, and every reader is the one that is drawn again */
export async function replay(asked: ReplayAsked, replaying: Replaying): Promise<boolean> {
  const { api, screen, language, everyMs } = replaying
  const there = planThen(await api.get(`/plans/${asked.plan}`, { ...asked.until }))
  const shown = new Shown(await planBefore(api, asked.plan, asked.from), asked, replaying)
  await shown.heading(there)

  const progress = progressOf(besideScreen(screen), REPLAYED[language], there.revision + 1 - asked.from)
  try {
    for await (const entry of eventsBetween(api, asked.plan, asked.from, there.revision)) {
      await shown.event(entry)
      progress.at(entry.revision + 1 - asked.from)
    }
  } finally {
    progress.end()
  }
  const agrees = asked.from > there.revision || (await shown.agreement(there))
  if (asked.until !== undefined) await shown.planAt(there)
  if (asked.follow)
    for await (const entry of eventsFrom(api, screen, asked.plan, there.revision + 1, everyMs)) await shown.event(entry)
  return agrees && shown.drawsAgree
}

const REPLAYED = { nl: 'gebeurtenissen', en: 'events' }

/** What a replay that starts later starts from. */
async function planBefore(api: Api, plan: string, from: number): Promise<PlanAsRead> {
  return from === 0 ? NOTHING_READ : planThen(await api.get(`/plans/${plan}`, { revision: from - 1 })).plan
}

/** The plan so far, as it is shown. */
class Shown {
  readonly #asked: ReplayAsked
  readonly #replaying: Replaying
  readonly #poolOf: PoolOf
  readonly #storedFactsOf: StoredFactsOf
  #plan: PlanAsRead
  #unknown = 0
  #drawsAgree = true

  constructor(before: PlanAsRead, asked: ReplayAsked, replaying: Replaying) {
    this.#plan = before
    this.#asked = asked
    this.#replaying = replaying
    this.#poolOf = poolsOf(replaying.api)
    this.#storedFactsOf = storedFactsIn(replaying.api, asked.plan)
  }

  get drawsAgree(): boolean {
    return this.#drawsAgree
  }

  async heading({ planId, revision, at }: PlanThen): Promise<void> {
    const { screen, language } = this.#replaying
    if (this.#asked.json) return
    const { from } = this.#asked
    await screen.line(HEADING[language](planId, from, revision, at))
    if (from > revision) await screen.line(NOTHING_YET[language])
  }

  async event(entry: Entry): Promise<void> {
    const { screen, language } = this.#replaying
    const changes = this.#changesBy(entry)
    const draw = await drawnAgain(entry, this.#poolOf, this.#storedFactsOf)
    if (draw?.verdict === 'differs') this.#drawsAgree = false
    if (this.#asked.json)
      return screen.json({ event: entry, changes: changes ?? null, ...(draw && { drawnAgain: draw }) })
    await screen.line()
    for (const line of entryAsLines(entry, language)) await screen.line(line)
    const told = changes?.flatMap((change) => changeAsLines(change, language)) ?? [UNKNOWN[language]]
    for (const line of indented(told)) await screen.line(line)
    if (draw !== undefined) await screen.line(`  ${drawnAgainInWords(draw, language)}`)
    if (!this.#asked.step || !screen.isAttended) return
    screen.note(NEXT[language])
    if (!(await screen.enter())) throw new Enough()
  }

  /** What an event changed; undefined for one of a kind that came after this tool was made. */
  #changesBy(entry: Entry): readonly Change[] | undefined {
    const seen = seenIn(entry)
    if (seen === undefined) {
      this.#unknown += 1
      return undefined
    }
    const before = this.#plan
    this.#plan = readOn(before, seen)
    return changesBetween(before, this.#plan)
  }

  async agreement({ planId, revision, plan }: PlanThen): Promise<boolean> {
    const { screen, language } = this.#replaying
    const isKnown = this.#unknown === 0
    const differences = isKnown ? changesBetween(this.#plan, plan) : []
    const agrees = differences.length === 0
    if (this.#asked.json)
      await screen.json({ replayed: { planId, revision, agrees: isKnown ? agrees : null, differences } })
    else {
      await screen.line()
      await screen.line(isKnown ? (agrees ? AGREES : DIFFERS)[language](revision) : PARTLY[language](this.#unknown))
      for (const line of differences.flatMap((change) => changeAsLines(change, language)))
        await screen.line(`  ${line}`)
    }
    return agrees
  }

  async planAt({ planId, revision, at, plan }: PlanThen): Promise<void> {
    const { screen, language } = this.#replaying
    if (this.#asked.json) return screen.json({ plan: { planId, revision, at, plan } })
    await screen.line()
    await screen.line(AS_IT_WAS[language](revision, at))
    for (const line of indented(fieldsAsLines(plan, language))) await screen.line(line)
  }
}

/** The event as its reader's plan is folded from it; undefined for a kind that we do not know. */
function seenIn({ type, by, recordedAt, revision, onBehalfOf, basedOn, ...entry }: Entry): Seen | undefined {
  const { domain, about, happenedAt, due, data } = entry
  const event = {
    ...data,
    type,
    domain,
    about,
    ...(happenedAt !== undefined && { happenedAt }),
    ...(due !== undefined && { due }),
    ...(basedOn !== undefined && { basedOn }),
  }
  if (!isOurs(event)) return undefined
  return {
    event,
    by,
    at: recordedAt,
    revision,
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    ...(basedOn !== undefined && { basedOn }),
    ...(typeof data['excluded'] === 'string' && { excluded: data['excluded'] }),
  }
}

const isOurs = (event: { readonly type: string }): event is Seen['event'] => isKnownType(event.type)

const said = String
const HEADING = {
  nl: (plan: string, from: number, to: number, at: string) =>
    `Plan ${plan}: revisie ${said(from)} tot en met ${said(to)} (${at})`,
  en: (plan: string, from: number, to: number, at: string) =>
    `Plan ${plan}: revision ${said(from)} up to ${said(to)} (${at})`,
} as const
const NOTHING_YET = { nl: 'Zover is dit plan nog niet.', en: 'This plan has not come that far.' } as const
const NEXT = { nl: '[Enter] verder', en: '[Enter] next' } as const
const UNKNOWN = {
  nl: '? deze soort gebeurtenis kent dit gereedschap niet',
  en: '? this tool does not know this kind of event',
} as const
const AGREES = {
  nl: (revision: number) => `= Opnieuw opgeteld is dit het plan dat de API toont op revisie ${said(revision)}.`,
  en: (revision: number) => `= Folded anew this is the plan that the API shows at revision ${said(revision)}.`,
} as const
const DIFFERS = {
  nl: (revision: number) => `! LET OP: de API toont op revisie ${said(revision)} een ander plan dan zijn geschiedenis:`,
  en: (revision: number) => `! MIND: at revision ${said(revision)} the API shows another plan than its history makes:`,
} as const
const PARTLY = {
  nl: (unknown: number) => `? Gebeurtenissen van een onbekende soort: ${said(unknown)}. Het plan is niet vergeleken.`,
  en: (unknown: number) => `? Events of a kind not known here: ${said(unknown)}. The plan was not compared.`,
} as const
const AS_IT_WAS = {
  nl: (revision: number, at: string) => `Het plan zoals het was op revisie ${said(revision)} (${at}):`,
  en: (revision: number, at: string) => `The plan as it was at revision ${said(revision)} (${at}):`,
} as const
