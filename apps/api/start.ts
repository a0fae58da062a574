/** Starts the API on a data directory, and stops it in order: no more requests, then the queue drained, then the files closed. */
import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { BodyValidationPipe } from '../../libs/http/body-validation.pipe.ts'
import { AppModule } from './app.module.ts'
import type { Configuration } from './configuration.ts'
import { openSystem, type Clock, type System } from './system.ts'

export interface Running {
  /** Where it listens, without a slash at the end. */
  readonly url: string
  readonly app: NestFastifyApplication
  readonly system: System
  stop(): Promise<void>
}

export async function start(configuration: Configuration, clock?: Clock): Promise<Running> {
  const system = await openSystem(configuration, clock)
  const module = await AppModule.for(configuration, system)
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), { logger: ['error', 'warn'] })
  app.setGlobalPrefix('v1', { exclude: ['sign-in'] })
  app.useGlobalPipes(new BodyValidationPipe())
  await app.listen(configuration.port, configuration.host)
  return {
    url: (await app.getUrl()).replace(/\/$/, ''),
    app,
    system,
    async stop() {
      await app.close()
      await system.close()
    },
  }
}
