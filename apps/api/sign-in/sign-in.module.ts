/** Chooses who signs people in: the issuer of the configuration, or the development issuer with its page. */
import { Module, type DynamicModule } from '@nestjs/common'
import { APP_GUARD } from '@nestjs/core'
import { Rates } from '../rates/rates.ts'
import { DEVELOPMENT_ISSUER_HERE, DevelopmentSignInController } from './development-sign-in.controller.ts'
import { DevelopmentAuthorizationController, PEOPLE_KNOWN } from './development-authorization.controller.ts'
import { peopleKnown } from './development-people.ts'
import { developmentIssuer } from './development-issuer.ts'
import { keysOfIssuer } from './outside-issuer.ts'
import { SignInGuard, TOKEN_VERIFIER } from './sign-in.guard.ts'
import { tokenVerifier, type TokenVerifier } from './token-verifier.ts'
import type { Configuration } from '../../../libs/installation/settings.ts'

@Module({})
export class SignInModule {
  /** @param now milliseconds since 1970 */
  static async for(configuration: Configuration, now: () => number = Date.now): Promise<DynamicModule> {
    const audience = configuration.oidcAudience
    const guard = { provide: APP_GUARD, useClass: SignInGuard }
    const checking = (verifier: TokenVerifier) => [
      guard,
      { provide: TOKEN_VERIFIER, useValue: verifier },
      { provide: Rates, useValue: new Rates(configuration, verifier) },
    ]

    if (configuration.oidcIssuer !== undefined) {
      const { oidcIssuer: issuer, oidcJwksUrl: jwksUrl } = configuration
      const verifier = tokenVerifier({ issuer, audience, now, keys: keysOfIssuer({ issuer, jwksUrl }) })
      return { module: SignInModule, providers: checking(verifier) }
    }

    const here = await developmentIssuer(configuration, now)
    const verifier = tokenVerifier({ issuer: here.issuer, audience, now, keys: here.keys })
    return {
      module: SignInModule,
      controllers: [DevelopmentSignInController, DevelopmentAuthorizationController],
      providers: [
        ...checking(verifier),
        { provide: DEVELOPMENT_ISSUER_HERE, useValue: here },
        { provide: PEOPLE_KNOWN, useValue: () => peopleKnown(configuration.dataDir) },
      ],
    }
  }
}
