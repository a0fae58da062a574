/** The pages people look at, served: `servePages` beside an API in its process, or from a process of their own. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Asked, Made, Page } from './asked.ts'
import { apiAs, Refused } from './asking.ts'
import { dayOf } from './day/day.ts'
import { DayPage } from './day/day-page.tsx'
import { deviationOf } from './deviation/deviation.ts'
import { DeviationPage } from './deviation/deviation-page.tsx'
import { pathOfOurs, textsIn } from './forms/sent.ts'
import { formsUnder } from './forms/forms.ts'
import { compared } from './history/compare.ts'
import { ComparePage } from './history/compare-page.tsx'
import { historyOf } from './history/history.ts'
import { HistoryPage } from './history/history-page.tsx'
import { stepOf } from './history/step.ts'
import { StepPage } from './history/step-page.tsx'
import { isLanguage, LANGUAGE_COOKIE } from './language.ts'
import type { Here } from './look/here.ts'
import { municipalityOf, protocolOf } from './municipality/municipality.ts'
import { MunicipalityPage } from './municipality/municipality-page.tsx'
import { ProtocolPage } from './municipality/protocol-page.tsx'
import { whoLooked } from './own/who-looked.ts'
import { WhoLookedPage } from './own/who-looked-page.tsx'
import { planOf } from './plan/plan.ts'
import { PlanPage } from './plan/plan-page.tsx'
import { readersOfItem } from './readers/readers.ts'
import { ReadersPage } from './readers/readers-page.tsx'
import { hereOf, serverOf, show, showNotFound, showProblem } from './server.tsx'
import type { PagesSettings } from './settings.ts'
import { Issuer } from './sign-in/issuer.ts'
import { purposeNamed, purposesOf } from './sign-in/roles.ts'
import { serveSignIn } from './sign-in/serve-sign-in.tsx'
import { sessionIn } from './sign-in/session.ts'
import { PurposesPage, TypedPage, WelcomePage } from './sign-in/welcome-page.tsx'

export interface PagesServed {
  /** Where browsers reach them. */
  readonly url: string
  stop(): Promise<void>
}

type Maker = (asked: Asked) => Promise<Made>

const PLAN = '/:purpose/plans/:planId'

const shown =
  <Read,>(read: (asked: Asked) => Promise<Read>, page: (of: Read) => Page): Maker =>
  async (asked) => ({ page: page(await read(asked)) })

/** Every page that is asked as somebody, and what each form does. */
const PAGES: Readonly<Record<string, Maker>> = {
  'GET /:purpose': shown(dayOf, (day) => <DayPage {...day} />),
  'GET /:purpose/municipality': shown(municipalityOf, (of) => <MunicipalityPage {...of} />),
  'GET /:purpose/municipality/protocols/:protocolId': shown(protocolOf, (of) => <ProtocolPage {...of} />),
  [`GET ${PLAN}`]: shown(planOf, (plan) => <PlanPage {...plan} />),
  [`GET ${PLAN}/history`]: shown(historyOf, (history) => <HistoryPage {...history} />),
  [`GET ${PLAN}/history/step`]: shown(stepOf, (step) => <StepPage {...step} />),
  [`GET ${PLAN}/history/compare`]: shown(compared, (points) => <ComparePage {...points} />),
  [`GET ${PLAN}/deviations/:deviationId`]: shown(deviationOf, (deviation) => <DeviationPage {...deviation} />),
  [`GET ${PLAN}/readers/:itemId`]: shown(readersOfItem, (readers) => <ReadersPage {...readers} />),
  [`GET ${PLAN}/who-looked`]: shown(whoLooked, (looks) => <WhoLookedPage {...looks} />),
  ...formsUnder(PLAN),
}

/** Says once, on the page that a form leads to, that what was sent is there. */
const DONE_COOKIE = 'samenspel-done'

export async function servePages(
  settings: PagesSettings,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<PagesServed> {
  let listensAt = ''
  const url = () => settings.url ?? listensAt
  const issuer = new Issuer(settings.issuer, url)
  const server = await serverOf({ url, issuer: new URL(settings.issuer.at).origin })
  serveSignIn(server, settings, issuer)
  const signedIn = (request: FastifyRequest) => sessionIn(request, settings.key)

  server.get('/', async (request, reply) => {
    const session = await signedIn(request)
    if (session === undefined) return welcome(reply, request, false)
    const [only, ...more] = purposesOf(session.role)
    if (only !== undefined && more.length === 0) return reply.redirect(`/${only.id}`)
    return show(reply, hereOf(request, session), <PurposesPage />)
  })
  server.post('/language', (request, reply) => {
    const { language, back } = textsIn(request.body)
    if (isLanguage(language))
      void reply.setCookie(LANGUAGE_COOKIE, language, { path: '/', sameSite: 'lax', httpOnly: true })
    return reply.redirect(pathOfOurs(back), 303)
  })
  for (const [route, make] of Object.entries(PAGES)) {
    const [method = '', url = ''] = route.split(' ')
    server.route({ method, url, handler: (request, reply) => asSomebody(request, reply, make) })
  }
  server.setNotFoundHandler(async (request, reply) => showNotFound(reply, hereOf(request, await signedIn(request))))
  server.setErrorHandler(async (fault, request, reply) =>
    showProblem(reply, hereOf(request, await signedIn(request)), fault),
  )

  async function asSomebody(request: FastifyRequest, reply: FastifyReply, make: Maker): Promise<FastifyReply> {
    const session = await signedIn(request)
    if (session === undefined) return welcome(reply, request, false)
    const params = textsIn(request.params)
    const purpose = purposeNamed(session.role, params['purpose'] ?? '')
    const here: Here = { ...hereOf(request, session), ...(purpose !== undefined && { purpose }) }
    if (purpose === undefined) return showNotFound(reply, here)
    const { token } = session
    const { language, path } = here
    const api = apiAs(settings.api, { token, purpose: purpose.id, language })
    const query = new URLSearchParams(request.url.split('?', 2)[1] ?? '')
    const form = textsIn(request.body)
    try {
      const made = await make({ api, session, params, query, form, purpose: purpose.id, language, path })
      if ('goTo' in made) return await leave(reply, made)
      const isDone = request.cookies[DONE_COOKIE] !== undefined
      if (isDone) void reply.clearCookie(DONE_COOKIE, { path: '/' })
      return await show(reply, { ...here, isDone }, made.page, made.status)
    } catch (fault) {
      if (fault instanceof Refused && fault.problem.status === 401) return welcome(reply, request, true)
      return showProblem(reply, here, fault)
    }
  }

  listensAt = await server.listen({ port, host })
  return { url: url(), stop: () => server.close() }
}

function leave(reply: FastifyReply, { goTo, isDone }: Extract<Made, { goTo: string }>): FastifyReply {
  if (isDone === true)
    void reply.setCookie(DONE_COOKIE, 'yes', { path: '/', sameSite: 'lax', httpOnly: true, maxAge: 60 })
  return reply.redirect(goTo, 303)
}

/** Whoever is not signed in, or no longer, is asked to; what they typed goes along. */
function welcome(reply: FastifyReply, request: FastifyRequest, over: boolean): FastifyReply {
  if (request.method !== 'GET') return show(reply, hereOf(request), <TypedPage typed={textsIn(request.body)} />, 401)
  return show(reply, hereOf(request), <WelcomePage back={pathOfOurs(request.url)} over={over} />, over ? 401 : 200)
}
