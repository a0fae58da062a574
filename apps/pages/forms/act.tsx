/**
 * What somebody does by a form: it is asked for, written and sent. What it is made from is read each time it is shown; where the API says no, it is shown
 * again with every fault in its place and every word as it was typed.
 */
import { randomUUID } from 'node:crypto'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { pathOfPlan, planIdOf, type Asked, type Made } from '../asked.ts'
import { ApiAway, Refused, told, type Problem } from '../asking.ts'
import type { Entry } from '../history/entry.ts'
import { sayIn, type Say } from '../look/here.ts'
import { KeptPage } from './form-page.tsx'
import { isId, WritingContext, type Typed, type Writing } from './writing.ts'

/** What its writer has before them: the tag of that, as the API names it. */
export interface Before {
  readonly etag: string
  readonly revision?: number
}

/** What is sent: once for one form, insisting that nothing changed since its writer saw it. */
export interface Sending {
  readonly headers: { readonly 'Idempotency-Key': string; readonly 'If-Match': string }
  readonly seen: string
  readonly typed: Typed
}

export interface Act<Read extends Before> {
  readonly read: (asked: Asked) => Promise<Read>
  readonly page: (read: Read) => JSX.Element
  readonly send: (asked: Asked, sending: Sending) => Promise<unknown>
  /** Where it leads once it is done. */
  readonly doneAt: (asked: Asked) => string
}

type Maker = (asked: Asked) => Promise<Made>

/** The two sides of one form. */
export function byForm<Read extends Before>(act: Act<Read>): { readonly GET: Maker; readonly POST: Maker } {
  return {
    async GET(asked) {
      const key = asked.query.get('form') ?? ''
      // A form has its key in its address, so that whoever goes back to it has the same form.
      if (!isId(key)) return { goTo: `${asked.path}?form=${randomUUID()}` }
      return formOf(act, asked, await act.read(asked), { key, typed: {}, problem: undefined, changes: undefined })
    },
    async POST(asked) {
      const { form = '', by, seen = '' } = asked.form
      if (by !== undefined && by !== asked.session.subject) return sentByAnother(asked, act.doneAt(asked))
      const key = isId(form) ? form : randomUUID()
      try {
        const headers = { 'Idempotency-Key': key, 'If-Match': seen }
        await act.send(asked, { headers, seen, typed: asked.form })
      } catch (fault) {
        return notSent(act, asked, key, fault)
      }
      return { goTo: act.doneAt(asked), isDone: true }
    },
  }
}

type OfForm = Pick<Writing, 'key' | 'typed' | 'problem' | 'changes'>

function formOf<Read extends Before>(act: Act<Read>, { session }: Asked, read: Read, of: OfForm): Made {
  const writing = { ...of, by: session.subject, seen: read.etag, revision: read.revision }
  const page = <WritingContext.Provider value={writing}>{act.page(read)}</WritingContext.Provider>
  return { page, ...(of.problem !== undefined && { status: of.problem.status }) }
}

async function notSent<Read extends Before>(act: Act<Read>, asked: Asked, sent: string, fault: unknown): Promise<Made> {
  const problem = problemOf(fault, sayIn(asked.language))
  const wasSent = problem.code === 'COMMAND_ID_WAS_USED_FOR_ANOTHER_REQUEST'
  const key = wasSent ? randomUUID() : sent
  try {
    const [read, changes] = await Promise.all([
      act.read(asked),
      problem.status === 412 ? sinceSeen(asked) : Promise.resolve(undefined),
    ])
    return formOf(act, asked, read, {
      key,
      typed: asked.form,
      problem: wasSent ? sentBefore(problem, asked) : problem,
      changes,
    })
  } catch (again) {
    return kept(asked, problemOf(again, sayIn(asked.language)), act.doneAt(asked))
  }
}

/** @throws what is no answer of the API, and that its asker is signed in no longer */
function problemOf(fault: unknown, say: Say): Problem {
  if (fault instanceof Refused && fault.problem.status !== 401) return fault.problem
  if (!(fault instanceof ApiAway)) throw fault
  return {
    status: 503,
    code: 'API_IS_AWAY',
    title: say('Samenspel is even niet te bereiken', 'Samenspel cannot be reached for a moment'),
    detail: say(
      'Wat u typte, is er nog. Verstuur het zo nog eens: twee keer versturen doet niets dubbel.',
      'What you typed is still here. Send it again shortly: sending twice does nothing twice.',
    ),
  }
}

const sentBefore = (problem: Problem, { language }: Asked): Problem => {
  const say = sayIn(language)
  return {
    ...problem,
    title: say('Dit formulier is al een keer verstuurd', 'This form was sent already'),
    detail: say(
      'Wat u toen stuurde, staat er. Verstuurt u dit ook, dan komt het erbij.',
      'What you sent then is there. If you send this too, it is added.',
    ),
  }
}

/** What somebody saw happen since the form was opened, where they may read what happened. */
async function sinceSeen({ api, form, ...asked }: Asked): Promise<readonly Entry[]> {
  const from = Number(form['revision']) + 1
  if (!Number.isSafeInteger(from) || form['revision'] === undefined) return []
  const params = { path: { planId: planIdOf({ api, form, ...asked }) }, query: { from, limit: 50 } }
  const { events } = await told(api.GET('/plans/{planId}/history', { params }))
  return events
}

function kept(asked: Asked, { status, title, detail }: Problem, backTo: string): Made {
  const { language, form } = asked
  const isStill = sayIn(language)('Wat u typte, is er nog.', 'What you typed is still here.')
  return { page: <KeptPage title={title} detail={detail ?? isStill} typed={form} backTo={backTo} />, status }
}

/** On a shared screen somebody else signed in meanwhile. Nothing is sent in their name. */
function sentByAnother({ language, form }: Asked, backTo: string): Made {
  const say = sayIn(language)
  const title = say('Iemand anders begon dit', 'Somebody else began this')
  const detail = say(
    'U bent niet aangemeld als wie dit typte. Er is niets verstuurd. Meld u aan als wie het typte, en verstuur het dan.',
    'You are not signed in as whoever typed this. Nothing was sent. Sign in as whoever typed it, and send it then.',
  )
  return { page: <KeptPage title={title} detail={detail} typed={form} backTo={backTo} />, status: 409 }
}

export const toPlan = (asked: Asked): string => pathOfPlan(asked)

/** Beside the item that the form is about. */
export const toItem =
  (param: string) =>
  (asked: Asked): string =>
    `${pathOfPlan(asked)}#${asked.params[param] ?? ''}`
