/** The development issuer as an OpenID provider (authorisation code with PKCE): one picks a person, known or not. Answers this machine only. */
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  HttpException,
  HttpStatus,
  Inject,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common'
import { RouteConfig } from '@nestjs/platform-fastify'
import { ApiExcludeController } from '@nestjs/swagger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AuthorizationCodes, authorizationAsked, type AuthorizationAsked } from './authorization-codes.ts'
import type { DevelopmentIssuer } from './development-issuer.ts'
import {
  answersIn,
  DEVELOPMENT_ISSUER_HERE,
  fieldsOf,
  HTML,
  onThisMachineOnly,
} from './development-sign-in.controller.ts'
import type { KnownPerson } from './development-people.ts'
import { areFaults, identityAsked } from './identity-asked.ts'
import { policyOfSignInPage, SIGN_IN_PATH, signInPage } from './sign-in-page.ts'
import { Public } from './sign-in.guard.ts'

/** Reads who is known: whoever tells a story keeps them when it is told. */
export const PEOPLE_KNOWN = Symbol('PeopleKnown')

@Public()
@ApiExcludeController()
@Controller(SIGN_IN_PATH)
export class DevelopmentAuthorizationController {
  readonly #codes = new AuthorizationCodes()

  constructor(
    @Inject(DEVELOPMENT_ISSUER_HERE) private readonly issuer: DevelopmentIssuer,
    @Inject(PEOPLE_KNOWN) private readonly known: () => readonly KnownPerson[],
  ) {}

  @Get('authorization')
  @Header('Content-Type', HTML)
  @Header('Cache-Control', 'no-store')
  page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: unknown,
  ): string {
    const asked = askedHere(request, query, true)
    void reply.header('Content-Security-Policy', policyOfSignInPage(asked.redirectUri))
    return signInPage({ authorization: { asked, people: this.known() } })
  }

  @Post('authorization')
  @RouteConfig({ bodyType: 'application/x-www-form-urlencoded' })
  @HttpCode(HttpStatus.SEE_OTHER)
  @Header('Content-Type', HTML)
  @Header('Cache-Control', 'no-store')
  pick(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply, @Body() form: unknown): string {
    const asked = askedHere(request, form)
    const answers = this.known()[placeIn(form)]?.answers ?? answersIn(form)
    const identity = identityAsked(answers)
    if (areFaults(identity)) {
      void reply.status(HttpStatus.BAD_REQUEST).header('Content-Security-Policy', policyOfSignInPage(asked.redirectUri))
      return signInPage({ answers, faults: identity, authorization: { asked, people: this.known() } })
    }
    const back = new URL(asked.redirectUri)
    const code = this.#codes.give(asked, identity, Date.now())
    back.search = new URLSearchParams({ code, state: asked.state }).toString()
    void reply.header('Location', back.href)
    return ''
  }

  @Post('token')
  @RouteConfig({ bodyType: 'application/x-www-form-urlencoded' })
  @HttpCode(HttpStatus.OK)
  @Header('Cache-Control', 'no-store')
  async token(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply, @Body() form: unknown) {
    onThisMachineOnly(request)
    const given = this.#codes.change(fieldsOf(form), Date.now())
    if (given === undefined) {
      void reply.status(HttpStatus.BAD_REQUEST)
      return { error: 'invalid_grant' }
    }
    const { identity, clientId, nonce } = given
    return {
      access_token: await this.issuer.issue(identity),
      id_token: await this.issuer.identify(identity, { clientId, nonce }),
      token_type: 'Bearer',
      expires_in: identity.lifetimeSeconds,
    }
  }
}

function askedHere(request: FastifyRequest, sent: unknown, ledHere = false): AuthorizationAsked {
  onThisMachineOnly(request, ledHere)
  const asked = authorizationAsked(fieldsOf(sent))
  if (asked !== undefined) return asked
  throw new HttpException('This is not what a page on this machine asks', HttpStatus.BAD_REQUEST)
}

/** Of the person whose button was pressed; none where it was somebody else. */
function placeIn(form: unknown): number {
  const { person } = fieldsOf(form)
  return typeof person === 'string' && /^\d{1,3}$/.test(person) ? Number(person) : -1
}
