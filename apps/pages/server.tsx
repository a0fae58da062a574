/** The server of the pages: what every answer carries, who is signed in, and that a form comes from a page of ours. */
import cookies from '@fastify/cookie'
import formBody from '@fastify/formbody'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Page } from './asked.ts'
import { assets, serveAssets } from './assets.ts'
import { ApiAway, Refused } from './asking.ts'
import { languageOf } from './language.ts'
import { Document } from './look/document.tsx'
import { HereContext, type Here } from './look/here.ts'
import { Problematic } from './look/faults.tsx'
import type { Session } from './sign-in/session.ts'

const FORM_BYTES_AT_MOST = 256 * 1024
const TWO_YEARS_SECONDS = 63_072_000

/** Nothing in line, nothing from elsewhere, and no page inside another. A form may end at the issuer, where signing in goes on. */
const policyOf = (issuer: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    `form-action 'self' ${issuer}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

export interface ServerAsked {
  /** Origin of the pages: forms of others are refused. */
  readonly url: () => string
  /** Origin of the issuer. */
  readonly issuer: string
}

export async function serverOf({ url, issuer }: ServerAsked): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit: FORM_BYTES_AT_MOST,
    routerOptions: { maxParamLength: 100 },
    return503OnClosing: false,
  })
  await server.register(cookies)
  await server.register(formBody)
  const headers = {
    'cache-control': 'no-store',
    'content-security-policy': policyOf(issuer),
    'strict-transport-security': `max-age=${String(TWO_YEARS_SECONDS)}; includeSubDomains`,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // With none at all a browser would not say where a form is from either.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
  server.addHook('onSend', (_request, reply, payload: unknown, done) => {
    for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value)
    done(null, payload)
  })
  server.addHook('onRequest', (request, reply, done) => {
    if (request.method === 'GET' || request.method === 'HEAD' || isOfOurs(request, url())) done()
    else void reply.code(403).type('text/plain').send('This form is not of these pages.\n')
  })
  serveAssets(server, assets())
  return server
}

/** Browsers say from which origin a form is sent (Fetch Standard); one that says nothing is no browser of now. */
const isOfOurs = ({ headers }: FastifyRequest, url: string) => headers.origin === url

/** A page, shown to whoever asked. */
export function show(reply: FastifyReply, here: Here, page: Page, status = 200): FastifyReply {
  const shown = <HereContext.Provider value={here}>{page}</HereContext.Provider>
  // No part of a page waits: it is made when it becomes part of a text.
  const text = '<!doctype html>' + (shown as string)
  return reply.code(status).type('text/html; charset=utf-8').send(text)
}

export const hereOf = (request: FastifyRequest, session?: Session): Here => ({
  language: languageOf(request),
  path: request.url.split('?', 1)[0] ?? '/',
  now: Date.now(),
  ...(session !== undefined && { session }),
})

const AWAY = {
  nl: ['Samenspel is even niet te bereiken', 'Uw gegevens zijn veilig. Probeer het zo nog eens.'],
  en: ['Samenspel cannot be reached for a moment', 'Your data are safe. Try again shortly.'],
} as const
const WRONG = {
  nl: ['Er ging iets mis', 'Probeer het nog eens. Blijft het misgaan, meld het dan.'],
  en: ['Something went wrong', 'Try again. If it goes on, report it.'],
} as const
const NOT_FOUND = { nl: ['Deze pagina is er niet'], en: ['There is no such page'] } as const

/** Instead of a page that could not be shown. */
export function showProblem(reply: FastifyReply, here: Here, fault: unknown): FastifyReply {
  const { language } = here
  if (fault instanceof Refused) {
    const { status, title, detail } = fault.problem
    return show(reply, here, problematic(title, detail), status)
  }
  const [[title, detail], status] = fault instanceof ApiAway ? [AWAY[language], 503] : [WRONG[language], 500]
  return show(reply, here, problematic(title, detail), status)
}

export function showNotFound(reply: FastifyReply, here: Here): FastifyReply {
  return show(reply, here, problematic(NOT_FOUND[here.language][0]), 404)
}

const problematic = (title: string, detail?: string) => (
  <Document title={title}>
    <Problematic title={title} detail={detail} />
  </Document>
)
