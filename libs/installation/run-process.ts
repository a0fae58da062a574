/** A process beside the API: from its settings to its end in order, and what kept it from starting said on standard error. */
import { setInterval } from 'node:timers/promises'
import type { Logger } from 'pino'
import { ConfigurationFaults, readConfiguration } from './configuration.ts'
import { makeOnlyForItsOwner, ownDataDirectory } from './data-directory.ts'
import { logOf } from './log.ts'
import type { Configuration } from './settings.ts'
import { stopOnSignal } from './stop-on-signal.ts'

const SAY_LAG_EVERY_MS = 10_000

/** @param run goes on until its signal aborts, which SIGTERM and SIGINT do */
export async function runProcess(
  run: (configuration: Configuration, log: Logger, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  try {
    const configuration = readConfiguration(process.env)
    makeOnlyForItsOwner()
    ownDataDirectory(configuration.dataDir)
    const log = logOf(configuration)
    const stopping = new AbortController()
    const running = run(configuration, log, stopping.signal)
    const stop = () => {
      stopping.abort()
      return running
    }
    stopOnSignal(stop, {
      withinMs: configuration.stopWithinMs,
      say: (why) => {
        log.warn(why)
      },
    })
    await running
  } catch (fault) {
    process.stderr.write(`${fault instanceof ConfigurationFaults ? fault.message : String(fault)}\n`)
    process.exitCode = 1
  }
}

/** How far behind it is, in the log every so often until `signal` aborts; where that cannot be known now, so. */
export async function sayLag(
  lags: () => Promise<readonly Readonly<Record<string, unknown>>[]>,
  faultInLog: (fault: unknown) => Readonly<Record<string, unknown>>,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  const tick = setInterval(SAY_LAG_EVERY_MS, undefined, { signal })
  try {
    for await (const _tick of tick)
      try {
        for (const lag of await lags()) log.info(lag, 'lag')
      } catch (fault) {
        log.error(faultInLog(fault), 'the lag cannot be told')
      }
  } catch {
    // The signal ends the ticking.
  }
}
