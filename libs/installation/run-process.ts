/** A process beside the API: from its settings to its end in order, and what kept it from starting said on standard error. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { ConfigurationFaults, readConfiguration } from './configuration.ts'
import { makeOnlyForItsOwner, ownDataDirectory } from './data-directory.ts'
import { logOf, outliveWhoReadsAlong } from './log.ts'
import type { Configuration } from './settings.ts'
import { stopOnSignal } from './stop-on-signal.ts'
import { isUnreachable } from '../event-store/away.ts'
import { logEngines } from '../telemetry/engines.ts'
import { nameOfFault } from '../telemetry/name-of-fault.ts'

const SAY_LAG_EVERY_MS = 10_000

/** @param run goes on until its signal aborts, which SIGTERM and SIGINT do */
export async function runProcess(
  run: (configuration: Configuration, log: Logger, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  try {
    const configuration = readConfiguration(process.env)
    makeOnlyForItsOwner()
    outliveWhoReadsAlong()
    ownDataDirectory(configuration.dataDir)
    const log = logOf(configuration)
    logEngines(log)
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
    // What it had opened, and what it still waits for, does not keep it: whoever runs it starts it again.
    process.exit(1)
  }
}

/** How far behind it is, in the log every so often until `signal` aborts; where that cannot be known now, so. */
export async function sayLag(
  lags: () => Promise<readonly Readonly<Record<string, unknown>>[]>,
  faultInLog: (fault: unknown) => Readonly<Record<string, unknown>>,
  log: Logger,
  signal: AbortSignal,
  everyMs = SAY_LAG_EVERY_MS,
): Promise<void> {
  while (!signal.aborted) {
    await pause(everyMs, undefined, { signal }).catch(() => undefined)
    if (isAborted(signal)) return
    try {
      for (const lag of await lags()) log.info(lag, 'lag')
    } catch (fault) {
      if (!isUnreachable(fault)) log.error(toldOf(fault, faultInLog), 'the lag cannot be told')
    }
  }
}

const isAborted = (signal: AbortSignal): boolean => signal.aborted

/** A fault in telling a fault ends nothing. */
function toldOf(fault: unknown, faultInLog: (fault: unknown) => object): object {
  try {
    return faultInLog(fault)
  } catch {
    return { fault: nameOfFault(fault) }
  }
}
