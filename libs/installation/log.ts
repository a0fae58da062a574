/** The log: JSON lines on standard error, without personal data. Who did what stands in the history, not here. */
import type { LoggerService } from '@nestjs/common'
import { pino, destination, type Logger } from 'pino'
import type { Configuration } from './settings.ts'

const STANDARD_ERROR = 2

export const logOf = ({ logLevel }: Pick<Configuration, 'logLevel'>): Logger =>
  pino({ name: 'samenspel', level: logLevel, base: null }, standardError())

/** Where a line cannot be written, since its disk is full, say, work goes on without: nobody is served better by an end. */
function standardError() {
  return destination({ dest: STANDARD_ERROR, sync: true }).on('error', () => undefined)
}

/** For a process that serves: what it says beside the log is no reason to end either. Of a command that is what was asked for, and who runs it is told. */
export function outliveWhoReadsAlong(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}

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
