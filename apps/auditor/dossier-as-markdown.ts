/** The dossier of a deviation as Markdown, for people to read: what was left, why, who read it and how they were drawn, what the family said, what came of it. */
import {
  DOMAIN_WORDS,
  FINDING_WORDS,
  LIFE_AREA_WORDS,
  ROLE_WORDS,
  RULE_WORDS,
  STANCE_WORDS,
  valueInWords,
  VOICE_WORDS,
} from '../../libs/plan/words/labels.ts'
import { CHALLENGED_WORDS } from '../../libs/plan/words/challenge-labels.ts'
import { fieldInWords, shortened } from '../../libs/plan/words/places.ts'
import type { Dossier } from './answers.ts'
import type { Language } from './command-line.ts'
import { DOSSIER_TEXTS } from './dossier-texts.ts'
import type { DrawnAgain } from './draw.ts'
import { dueInWords, whoIn } from './entry.ts'
import { sealedInWords } from './lines.ts'
import { exactly, plainly, quoted, table } from './markdown.ts'

/** How a dossier came about: part of what it proves. */
export interface Provenance {
  readonly madeAt: string
  readonly api: string
  readonly activity: string
}

/** Pieces of Markdown, apart by a blank line. */
type Pieces = readonly string[]

export function dossierAsMarkdown(
  dossier: Dossier,
  draws: readonly DrawnAgain[],
  made: Provenance,
  language: Language,
): string {
  const written = new Writing(dossier, draws, language)
  const pieces = [
    ...written.heading(made),
    ...written.whatWasLeft(),
    ...written.whatWasDone(),
    ...written.account(),
    ...written.views(),
    ...written.secondReading(),
    ...written.challenges(),
    ...written.evaluation(),
    ...written.knownThen(),
    ...written.events(),
    ...written.people(),
  ]
  return `${pieces.join('\n\n')}\n`
}

class Writing {
  readonly #dossier: Dossier
  readonly #draws: readonly DrawnAgain[]
  readonly #language: Language
  readonly #texts: (typeof DOSSIER_TEXTS)[Language]

  constructor(dossier: Dossier, draws: readonly DrawnAgain[], language: Language) {
    this.#dossier = dossier
    this.#draws = draws
    this.#language = language
    this.#texts = DOSSIER_TEXTS[language]
  }

  heading({ madeAt, api, activity }: Provenance): Pieces {
    const { planId, deviation } = this.#dossier
    const rows = [
      [this.#texts.plan, exactly(planId)],
      [this.#texts.deviation, exactly(deviation.id)],
      [this.#called('domain'), plainly(DOMAIN_WORDS[deviation.domain][this.#language])],
      [this.#called('about'), deviation.about.map((id) => exactly(shortened(id))).join(', ')],
      [this.#texts.madeAt, madeAt],
      [this.#texts.madeFrom, exactly(api)],
      [this.#texts.madeFor, exactly(activity)],
    ]
    return [
      `# ${this.#texts.title} ${shortened(deviation.id)}`,
      table([this.#texts.what, ''], rows),
      this.#texts.moments,
    ]
  }

  whatWasLeft(): Pieces {
    const { protocolThen, priorities, deviation } = this.#dossier
    const { from } = deviation
    const heading = `## ${this.#texts.whatWasLeft}`
    if (from.kind === 'priority') {
      const [priority] = priorities
      if (priority === undefined) return [heading, this.#texts.aPriority]
      const { concern, over } = priority
      const goesFirst = `${LIFE_AREA_WORDS[concern.lifeArea][this.#language]} (${DOMAIN_WORDS[concern.domain][this.#language]})`
      const under = over.map((domain) => DOMAIN_WORDS[domain][this.#language]).join(', ')
      return [
        heading,
        `${this.#texts.aPriority} ${plainly(goesFirst)} ${this.#texts.goesBefore} ${plainly(under)}.`,
        `${this.#texts.setBecause}:`,
        this.#words(priority.reason),
      ]
    }
    const { title, owner, version, inForceFrom, steps = [] } = protocolThen ?? { title: from.protocol, owner: '—' }
    const rows = steps.map(({ step, title: named, rule }) => {
      const cells = [exactly(step), plainly(named), RULE_WORDS[rule][this.#language]]
      return step === from.step ? [...cells.map((cell) => `**${cell}**`), `**${this.#texts.left}**`] : [...cells, '']
    })
    const facts = [
      [this.#called('protocol'), `${plainly(title)} (${exactly(from.protocol)})`],
      [this.#texts.versionInForce, `${String(from.version)} — ${this.#texts.since} ${inForceFrom ?? '—'}`],
      [this.#texts.owner, plainly(owner)],
      [this.#called('step'), exactly(from.step)],
      [this.#called('rule'), RULE_WORDS[from.rule][this.#language]],
    ]
    return [
      heading,
      table([this.#texts.what, ''], facts),
      ...(version !== undefined && version !== from.version ? [this.#texts.otherVersion] : []),
      ...(from.rule === 'not-allowed' ? [`**${this.#texts.notAllowed}**`] : []),
      ...(rows.length > 0
        ? [this.#texts.steps, table([this.#called('step'), '', this.#called('rule'), ''], rows)]
        : []),
    ]
  }

  whatWasDone(): Pieces {
    const { happenedAt, reported, acute, insteadDone, situation } = this.#dossier.deviation
    return [
      `## ${this.#texts.whatWasDone}`,
      table(
        [this.#texts.what, ''],
        [
          [this.#called('happenedAt'), happenedAt],
          [this.#called('reported'), `${reported.at}, ${this.#who(reported.by)}`],
          [this.#called('acute'), this.#texts.yesOrNo(acute)],
        ],
      ),
      ...this.#said('insteadDone', insteadDone),
      ...this.#said('situation', situation),
    ]
  }

  account(): Pieces {
    const { account, dueAt } = this.#dossier.deviation
    const heading = `## ${this.#called('account', true)}`
    if (account === undefined)
      return [heading, `**${this.#texts.notJustified}**`, `${this.#texts.dueBy} ${dueAt ?? '—'}.`]
    const { weighing = {}, alternatives = [], reviewDate, by, at, basedOn } = account
    return [
      heading,
      `${at}, ${this.#who(by)}. ${this.#seenUpTo(basedOn)}`,
      ...this.#said('different', account.different),
      `### ${this.#called('weighing', true)}`,
      ...(['legitimacy', 'involvement', 'return', 'interestOfTheChild'] as const).flatMap((value) =>
        this.#said(value, weighing[value], '####'),
      ),
      `### ${this.#called('alternatives', true)}`,
      ...alternatives.map((one) => this.#words(one)),
      ...this.#said('consulted', account.consulted),
      ...this.#said(
        account.familyView === undefined ? 'familyNotHeardBecause' : 'familyView',
        account.familyView ?? account.familyNotHeardBecause,
      ),
      ...this.#said('expectedEffect', account.expectedEffect),
      ...(reviewDate === undefined ? [] : [`**${this.#called('reviewDate', true)}:** ${reviewDate}`]),
    ]
  }

  views(): Pieces {
    const { views } = this.#dossier.deviation
    const told = views.flatMap(({ person, stance, voice, words, at }) => [
      `${exactly(shortened(person))}, ${at}: **${STANCE_WORDS[stance][this.#language]}** (${VOICE_WORDS[voice][this.#language]})`,
      ...(words === undefined ? [] : [this.#words(words)]),
    ])
    return [`## ${this.#texts.views}`, ...(told.length > 0 ? told : [this.#texts.none])]
  }

  /** Each with what became of it: none of them is left out. */
  challenges(): Pieces {
    const told = this.#dossier.challenges.flatMap(({ id, on, raised, state, words, wish, answers }) => [
      `### ${plainly(CHALLENGED_WORDS[on.kind][this.#language])} — ${exactly(shortened(id))}`,
      `${raised.at}, ${this.#who(raised.by)}: **${valueInWords('state', state)?.[this.#language] ?? state}**`,
      this.#words(words),
      ...this.#said('wish', wish, '####'),
      ...answers.flatMap(({ by, at, finding, words: said, changes, notHeardBecause }) => [
        `${at}, ${this.#who(by)}: ${valueInWords('finding', finding)?.[this.#language] ?? this.#words(finding)}`,
        this.#words(said),
        ...(changes === undefined ? [] : this.#said('changes', changes, '####')),
        ...(notHeardBecause === undefined ? [] : this.#said('notHeardBecause', notHeardBecause, '####')),
      ]),
    ])
    return [`## ${this.#texts.challenges}`, ...(told.length > 0 ? told : [this.#texts.none])]
  }

  secondReading(): Pieces {
    const { readings, recused, answers, reader } = this.#dossier.deviation
    return [
      `## ${this.#texts.secondReading}`,
      ...(reader === undefined && this.#draws.length === 0 ? [this.#texts.nobodyDrawn] : []),
      ...this.#draws.flatMap((draw) => this.#draw(draw)),
      ...recused.flatMap(({ reader: who, at, words }) => [
        `${at}: ${exactly(shortened(who))} ${this.#texts.stoodAside}.`,
        ...(words === undefined ? [] : [this.#words(words)]),
      ]),
      ...readings.flatMap(({ finding, by, at, basedOn, words }) => [
        `### ${this.#texts.reading}: ${FINDING_WORDS[finding][this.#language]}`,
        `${at}, ${this.#who(by)}. ${this.#seenUpTo(basedOn)}`,
        this.#words(words),
      ]),
      ...answers.flatMap(({ by, at, words }) => [
        `### ${this.#texts.answer}`,
        `${at}, ${this.#who(by)}`,
        this.#words(words),
      ]),
    ]
  }

  #draw({ revision, reader, pool, seed, excluded, verdict, again }: DrawnAgain): Pieces {
    const said = {
      agrees: this.#texts.drawnAgainAgrees,
      differs: `**${this.#texts.drawnAgainDiffers} ${again === undefined ? '—' : exactly(again)}**`,
      unknown: this.#texts.drawnAgainUnknown,
      unopened: this.#texts.drawnAgainUnopened,
    }
    return [
      `### ${this.#texts.draw} ${String(revision)}`,
      table(
        [this.#texts.what, ''],
        [
          [this.#called('reader'), exactly(reader)],
          [this.#called('pool'), String(pool)],
          [this.#called('seed'), exactly(seed)],
          [this.#called('excluded'), excluded.map(exactly).join(', ') || '—'],
        ],
      ),
      said[verdict],
    ]
  }

  evaluation(): Pieces {
    const { evaluation, account } = this.#dossier.deviation
    const heading = `## ${this.#called('evaluation', true)}`
    if (evaluation === undefined) {
      const from = account?.reviewDate
      return [heading, from === undefined ? this.#texts.none : `${this.#texts.evaluatedFrom} ${from}.`]
    }
    const { outcome, words, lesson, by, at, basedOn } = evaluation
    const cameOfIt = valueInWords('outcome', outcome)?.[this.#language]
    return [
      heading,
      `${at}, ${this.#who(by)}: ${cameOfIt === undefined ? this.#words(outcome) : `**${cameOfIt}**`}. ${this.#seenUpTo(basedOn)}`,
      this.#words(words),
      ...(lesson === undefined ? [] : this.#said('lesson', lesson)),
    ]
  }

  knownThen(): Pieces {
    const rows = this.#dossier.basedOn.map(({ decision, by, at, revision, lastEvent, lastEventAt }) => [
      plainly(dueInWords(decision)[this.#language]),
      at,
      this.#who(by),
      String(revision),
      `${exactly(lastEvent)}, ${lastEventAt}`,
    ])
    const { knownThen, none, decision, decidedAt, who, upTo, lastEvent } = this.#texts
    const heads = [decision, decidedAt, who, upTo, lastEvent]
    return [`## ${knownThen}`, rows.length === 0 ? none : table(heads, rows)]
  }

  events(): Pieces {
    const rows = this.#dossier.events.map((entry) => [
      String(entry.revision),
      entry.recordedAt,
      plainly(entry.words[this.#language]),
      plainly(whoIn(entry, this.#language)),
      `${exactly(entry.processingActivity)}: ${plainly(entry.legalBasis)}`,
      exactly(entry.id),
    ])
    const { events, revision, recordedAt, what, who, ground, eventId } = this.#texts
    return [`## ${events}`, table([revision, recordedAt, what, who, ground, eventId], rows)]
  }

  /** The ids behind their beginnings. */
  people(): Pieces {
    const { deviation, events } = this.#dossier
    const roles = new Map<string, string>(
      deviation.about.map((id) => [id, ROLE_WORDS['family-member'][this.#language]]),
    )
    for (const { by, role } of events)
      roles.set(by, Object.hasOwn(ROLE_WORDS, role) ? ROLE_WORDS[role][this.#language] : role)
    for (const { reader } of this.#draws)
      if (!roles.has(reader)) roles.set(reader, ROLE_WORDS['second-reader'][this.#language])
    const rows = [...roles].map(([id, role]) => [exactly(shortened(id)), exactly(id), plainly(role)])
    return [`## ${this.#texts.people}`, table([this.#texts.short, this.#texts.inFull, this.#texts.as], rows)]
  }

  #called(field: string, atTheStart = false): string {
    const said = fieldInWords(field)[this.#language]
    return atTheStart ? said.charAt(0).toUpperCase() + said.slice(1) : said
  }

  #said(field: string, value: unknown, level = '###'): Pieces {
    return [`${level} ${this.#called(field, true)}`, this.#words(value)]
  }

  /** Someone's words, or that they are sealed for who asks. */
  #words(value: unknown): string {
    if (value === undefined) return '—'
    return typeof value === 'string' ? quoted(value) : exactly(sealedInWords(value, this.#language) ?? '—')
  }

  #who(id: string): string {
    const entry = this.#dossier.events.find(({ by }) => by === id)
    return entry === undefined ? exactly(shortened(id)) : plainly(whoIn(entry, this.#language))
  }

  #seenUpTo(basedOn: number | undefined): string {
    return basedOn === undefined ? '' : `${this.#texts.hadSeen} ${String(basedOn)}.`
  }
}
