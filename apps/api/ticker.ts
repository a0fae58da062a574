/** The ticker as a process, for the cluster: one at a time, the others wait until it is gone. In the embedded profile it runs inside the API. */
import 'reflect-metadata'
import { Module, type DynamicModule } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { CommandBus, CqrsModule } from '@nestjs/cqrs'
import type { Logger } from 'pino'
import { frameworkLog } from '../../libs/installation/log.ts'
import { runProcess } from '../../libs/installation/run-process.ts'
import type { Configuration } from '../../libs/installation/settings.ts'
import { openSystem, SYSTEM, type System } from '../../libs/installation/system.ts'
import { tellUnreadable, UnreadableEvents } from '../../libs/installation/unreadable-events.ts'
import { startTelemetry } from '../../libs/telemetry/start-telemetry.ts'
import { goingOn } from './going-on.ts'
import { StepUpHandler } from './plans/terms/step-up.ts'
import { keepTicking } from './ticking/ticker.ts'

/** Of all that the API is made of, the one door that a ticker goes through. */
@Module({})
export class TickerModule {
  static for(system: System): DynamicModule {
    return {
      module: TickerModule,
      imports: [CqrsModule.forRoot()],
      providers: [{ provide: SYSTEM, useValue: system }, StepUpHandler],
    }
  }
}

await runProcess(runTicker)

async function runTicker(configuration: Configuration, log: Logger, signal: AbortSignal): Promise<void> {
  if (configuration.tickSeconds === 0)
    throw new Error('SAMENSPEL_TICK_SECONDS is 0: a ticker that never looks is of no use')
  const telemetry = await startTelemetry('samenspel-ticker', process.env)
  const system = await openSystem(configuration, undefined, undefined, new UnreadableEvents(tellUnreadable(log)))
  try {
    const app = await NestFactory.createApplicationContext(TickerModule.for(system), { logger: frameworkLog(log) })
    const commands = app.get(CommandBus)
    log.info('waiting for the lease')
    await system.histories.kept.during(
      (working) => goingOn('ticker', () => keepTicking({ system, commands, log }, log, working), log, working),
      log,
      signal,
    )
    await app.close()
  } finally {
    await system.close()
    await telemetry?.close()
  }
}
