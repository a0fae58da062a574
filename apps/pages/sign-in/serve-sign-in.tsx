/** Leaving for the issuer, coming back from it, and signing out. */
import type { FastifyInstance } from 'fastify'
import { pathOfOurs, textsIn } from '../forms/sent.ts'
import { hereOf, show } from '../server.tsx'
import type { PagesSettings } from '../settings.ts'
import { CALLBACK_PATH, NotSignedIn, type Issuer } from './issuer.ts'
import { forget, keepSession, keepSigningIn, SESSION_COOKIE, SIGNING_IN_COOKIE, signingInOf } from './session.ts'
import { WelcomePage } from './welcome-page.tsx'

export function serveSignIn(server: FastifyInstance, { key }: PagesSettings, issuer: Issuer): void {
  server.post('/sign-in', async (request, reply) => {
    const { to, signingIn } = await issuer.leave(pathOfOurs(textsIn(request.body)['back']))
    await keepSigningIn(reply, signingIn, key, Date.now())
    return reply.redirect(to, 303)
  })

  server.get(CALLBACK_PATH, async (request, reply) => {
    const signingIn = await signingInOf(request, key)
    forget(reply, SIGNING_IN_COOKIE)
    if (signingIn === undefined) return reply.redirect('/', 303)
    try {
      await keepSession(reply, await issuer.arrive(request.url, signingIn), key)
    } catch (fault) {
      if (!(fault instanceof NotSignedIn)) throw fault
      return show(reply, hereOf(request), <WelcomePage back={signingIn.back} over />, 401)
    }
    return reply.redirect(signingIn.back, 303)
  })

  server.post('/sign-out', (_request, reply) => {
    forget(reply, SESSION_COOKIE)
    return reply.redirect('/', 303)
  })
}
