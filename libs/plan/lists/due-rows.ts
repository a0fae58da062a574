/** The rows of what is due, and how they come, change hands and go: what each list of handlers is written in. */
import type { Due, Moment } from '../../deciding/decider.ts'
import type { Happened } from '../../deciding/read-model.ts'
import type { PlanEvent } from '../plan.ts'
import { runsByItself, type MustAct, type WhatIsDue } from '../terms/due-kinds.ts'
import { planOf, sightOf } from './as-rows.ts'

export type Starting = Extract<PlanEvent, { readonly due: Due }>

export interface Term {
  readonly what: WhatIsDue
  readonly kind: string
  readonly item: string
  readonly person?: string
  readonly mustAct: MustAct
  readonly reader?: string
}

type Drawing = Starting & { readonly reader: string }

export const toBeRead = (happened: Happened<Drawing>, what: WhatIsDue, kind: string, item: string) => [
  due(happened, { what, kind, item, reader: happened.event.reader, mustAct: 'reader' }),
]

export const due = (happened: Happened<Starting>, term: Term) => dueAt(happened, happened.event.due.at, term)

export function dueAt(happened: Happened<PlanEvent>, at: Moment, term: Term) {
  const { what, kind, item, person = '', mustAct, reader = '' } = term
  const row = { plan: planOf(happened.envelope), what, kind, item, person, dueAt: at, mustAct, reader }
  const first = { step: 0, wentUpTo: '', began: happened.envelope.recordedAt, extended: 0, corrects: '' }
  const until = runsByItself(what) ? at : ''
  const terms = happened.event.due?.terms ?? 0
  return { put: 'due', row: { ...row, ...first, until, terms, ...sightOf(happened) } } as const
}

/** By what stands in every row that it takes out: who must act is of the term alone. */
type Met = Partial<Pick<Term, 'kind' | 'item' | 'person' | 'reader'>> &
  Pick<Term, 'what'> & { readonly mustAct?: never }

export const met = ({ envelope }: Happened<PlanEvent>, what: Met) =>
  ({ remove: 'due', where: { plan: planOf(envelope), ...what } }) as const

/** Whose turn it is; with a term of their own, where the event starts one. */
export const turn = ({ envelope, event }: Happened<PlanEvent>, what: WhatIsDue, item: string, mustAct: MustAct) => {
  const until = event.due && { dueAt: event.due.at, until: event.due.at, began: envelope.recordedAt }
  const set = { mustAct, ...until }
  return { change: 'due', where: { plan: planOf(envelope), what, item }, set } as const
}

export const written = ({ envelope }: Happened<PlanEvent>, item: string) =>
  ({ put: 'due_author', row: { plan: planOf(envelope), item, author: envelope.actor.id } }) as const
