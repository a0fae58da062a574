/** The log: JSON lines on standard error, without personal data. Who did what stands in the history, not here. */
import type { LoggerService } from '@nestjs/common'
import { pino, destination, type Logger } from 'pino'
import type { Configuration } from './settings.ts'

const STANDARD_ERROR = 2

export const logOf = ({ logLevel }: Pick<Configuration, 'logLevel'>): Logger =>
  pino({ name: 'samenspel', level: logLevel, base: null }, destination({ dest: STANDARD_ERROR, sync: true }))

/** What the framework has to say, in the same log: its warnings and errors only. */
export function frameworkLog(log: Logger): LoggerService {
  const nothing = () => undefined
  return {
    log: nothing,
    debug: nothing,
    verbose: nothing,
    warn: (message: unknown) => {
      log.warn(String(message))
    },
    error: (message: unknown) => {
      log.error(String(message))
    },
    fatal: (message: unknown) => {
      log.fatal(String(message))
    },
  }
}
