/** The page of the development issuer: asks who you want to be, and gives a token. Answers this machine only. */
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
  Req,
  Res,
} from '@nestjs/common'
import { RouteConfig } from '@nestjs/platform-fastify'
import { ApiExcludeController } from '@nestjs/swagger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DevelopmentIssuer } from './development-issuer.ts'
import { areFaults, identityAsked, QUESTIONS, type Answers } from './identity-asked.ts'
import { isFromThisMachine } from '../../../libs/installation/loopback.ts'
import { policyOfSignInPage, SIGN_IN_PATH, signInPage } from './sign-in-page.ts'
import { Public } from './sign-in.guard.ts'

export const DEVELOPMENT_ISSUER_HERE = Symbol('DevelopmentIssuer')

export const HTML = 'text/html; charset=utf-8'

@Public()
@ApiExcludeController()
@Controller(SIGN_IN_PATH)
export class DevelopmentSignInController {
  constructor(@Inject(DEVELOPMENT_ISSUER_HERE) private readonly issuer: DevelopmentIssuer) {}

  @Get()
  @Header('Content-Type', HTML)
  @Header('Content-Security-Policy', policyOfSignInPage())
  @Header('Cache-Control', 'no-store')
  page(@Req() request: FastifyRequest): string {
    onThisMachineOnly(request)
    return signInPage({})
  }

  @Post()
  @RouteConfig({ bodyType: 'application/x-www-form-urlencoded' })
  @HttpCode(HttpStatus.OK)
  @Header('Content-Type', HTML)
  @Header('Content-Security-Policy', policyOfSignInPage())
  @Header('Cache-Control', 'no-store')
  async signIn(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() form: unknown,
  ): Promise<string> {
    onThisMachineOnly(request)
    const answers = answersIn(form)
    const asked = identityAsked(answers)
    if (areFaults(asked)) {
      void reply.status(HttpStatus.BAD_REQUEST)
      return signInPage({ answers, faults: asked })
    }
    const text = await this.issuer.issue(asked)
    return signInPage({ answers, token: { text, apiUrl: `http://${request.host}/v1/processing-activities` } })
  }
}

export function onThisMachineOnly(request: FastifyRequest, ledHere = false): void {
  if (!isFromThisMachine(request, ledHere)) {
    throw new HttpException('The development sign-in answers this machine only', HttpStatus.FORBIDDEN)
  }
}

export const fieldsOf = (sent: unknown): Readonly<Record<string, unknown>> =>
  typeof sent === 'object' && sent !== null ? { ...sent } : {}

/** Only the questions asked, each answered once; a field sent twice counts as unanswered. */
export function answersIn(form: unknown): Answers {
  const fields = new Map(Object.entries(fieldsOf(form)))
  const answers = QUESTIONS.map((question) => [question, fields.get(question)] as const)
  return Object.fromEntries(answers.filter(([, answer]) => typeof answer === 'string'))
}
