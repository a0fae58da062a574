/** Starts the API on a data directory, and stops it in order: no more requests, then the queue drained, then the files closed. */
import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import { CommandBus } from '@nestjs/cqrs'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { Logger } from 'pino'
import { setTimeout as pause } from 'node:timers/promises'
import { isUnreachable } from '../../libs/event-store/away.ts'
import { headButMarks } from '../../libs/event-store/marking.ts'
import { underLease } from '../../libs/lease/under-lease.ts'
import { beginAll, runProjections, type Following } from '../../libs/read-store/run-projections.ts'
import { EventUnreadable } from '../../libs/event-store/recorded.ts'
import { readBodies } from '../../libs/http/bodies.ts'
import { BodyValidationPipe } from '../../libs/http/body-validation.pipe.ts'
import { EveryFault } from '../../libs/http/every-fault.interceptor.ts'
import { serverOptions, useHeaders } from '../../libs/http/headers.ts'
import { LargeAnswers } from '../../libs/http/in-pieces.ts'
import { serveOpenApi } from '../../libs/http/openapi.ts'
import type { Language } from '../../libs/http/problem.ts'
import { ProblemFilter } from '../../libs/http/problem.filter.ts'
import { traceRequests } from '../../libs/http/traced-requests.ts'
import { logEngines } from '../../libs/telemetry/engines.ts'
import { observeLag, projectionLags } from '../../libs/telemetry/lag.ts'
import { tellProjected } from '../../libs/telemetry/projected.ts'
import { isTelemetryOn, startTelemetry } from '../../libs/telemetry/start-telemetry.ts'
import { projectInAThread } from '../projector/in-a-thread.ts'
import { ACCESS_PROJECTIONS, PROJECTIONS } from '../../libs/installation/projections.ts'
import { keepProcessingLog } from './access-records/processing-log.ts'
import { processingLogAt } from './access-records/where-it-is-logged.ts'
import { GONE_BACK } from '../../libs/installation/going-back.ts'
import { MEMBERSHIPS } from '../../libs/installation/histories.ts'
import { leaseFor } from '../../libs/installation/leases.ts'
import { RecordReads } from './access-records/record-reads.ts'
import { Admission } from './admission.ts'
import { API_VERSION, apiDocument, DOCUMENT_PATH } from './api-document.ts'
import { AppModule } from './app.module.ts'
import { ASYNCAPI_PATH, serveAsyncApi } from './asyncapi-document.ts'
import { serveDocs } from './docs-page.ts'
import { goingOn } from './going-on.ts'
import { faultInWords, lastingIn } from './faults.ts'
import { frameworkLog, logOf } from '../../libs/installation/log.ts'
import { finishWhatWasBegun } from './plans/finish-what-was-begun.ts'
import { whichPartsAreNotReady } from './readiness.ts'
import { REFUSALS } from './problems.ts'
import { CallersTurn } from './rates/callers-turn.ts'
import { Rates } from './rates/rates.ts'
import { keepTicking } from './ticking/ticker.ts'
import { deliverWebhooks } from './subscriptions/deliver-webhooks.ts'
import { accessFile, eventsFile, type TellInterruption } from '../../libs/installation/event-stores.ts'
import { accessReadsFile, openSystem, readsFile, type Clock, type System } from '../../libs/installation/system.ts'
import { canBeReadAgain } from '../../libs/installation/read-again.ts'
import type { Configuration } from '../../libs/installation/settings.ts'
import { tellOfLists } from '../../libs/installation/tell-of-lists.ts'
import { tellUnreadable, UnreadableEvents } from '../../libs/installation/unreadable-events.ts'
import { LastingFaults } from '../../libs/telemetry/lasting-faults.ts'
import { nameOfFault } from '../../libs/telemetry/name-of-fault.ts'

/** Where each problem's code is explained: docs/errors.md. */
const PROBLEM_TYPES = 'urn:samenspel:problem:'

export interface Running {
  /** Where it listens, without a slash at the end. */
  readonly url: string
  readonly app: NestFastifyApplication
  readonly system: System
  /**
   * In order: not ready any more; after the notice, no new requests; those under way through; nothing follows the events any more; closed.
   * @param noticeMs how long requests are still taken, for whoever sends them here to notice
   */
  stop(noticeMs?: number): Promise<void>
}

export async function start(configuration: Configuration, clock?: Clock): Promise<Running> {
  const log = logOf(configuration)
  const notTold = logEngines(log)
  const telemetry = await startTelemetry('samenspel-api', process.env)
  const interrupted: TellInterruption = ({ why, fault, retryInMs }) => {
    if (isUnreachable(fault)) return
    log.warn({ why, retryInMs }, 'the event store was interrupted, and goes on')
  }
  const unreadable = new UnreadableEvents(tellUnreadable(log))
  const system = await openSystem(configuration, clock, interrupted, unreadable)
  unreadable.lookAgainBy((event) => canBeReadAgain(system, event))
  for (const parting of system.histories.kept.partings) log.warn(parting, GONE_BACK)
  try {
    const { access } = system
    await beginAll({ head: () => headButMarks(system.store) }, system.readStore, PROJECTIONS)
    await beginAll({ head: () => headButMarks(access.store) }, access.readStore, ACCESS_PROJECTIONS)
    const faults = new LastingFaults()
    const app = await applicationOn(system, log, faults)
    await app.listen(configuration.port, configuration.host)
    const url = (await app.getUrl()).replace(/\/$/, '')
    system.listensAt(url)
    const stopping = new AbortController()
    const areOver = async () => (await whichPartsAreNotReady(system)).length === 0
    faults.watch({ log, areOver, signal: stopping.signal })
    if (telemetry !== undefined && configuration.profile !== 'cluster') observeProjections(system, stopping.signal)
    const following = system.histories.kept.during(
      (working) => follow(system, app.get(CommandBus), log, working),
      log,
      stopping.signal,
    )
    const stop = async (noticeMs = 0) => {
      await letGo(app, noticeMs)
      stopping.abort()
      await following
      await system.close()
      await telemetry?.close()
      notTold()
    }
    return { url, app, system, stop }
  } catch (fault) {
    await system.close()
    await telemetry?.close()
    notTold()
    throw fault
  }
}

/** Until nobody waits for an answer, and no handler writes. */
async function letGo(app: NestFastifyApplication, noticeMs: number): Promise<void> {
  const admission = app.get(Admission)
  admission.leave()
  await pause(noticeMs)
  admission.close()
  await app.close()
  await admission.noneLeft()
}

/** What follows the events in this process: the read models, who finishes what a crash left of a joining, and webhooks. */
async function follow(
  system: System,
  commands: Pick<CommandBus, 'execute'>,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  const { readStore } = system
  await Promise.all([
    project(system, log, signal),
    finishWhatWasBegun(system, readStore.checkpoint(MEMBERSHIPS), log, signal),
    ...(system.configuration.profile === 'cluster' ? [] : [tickHere(system, commands, log, signal)]),
    goingOn('webhooks', () => deliverWebhooks(system, log, signal), log, signal),
    goingOn('processing log', () => logProcessing(system, log, signal), log, signal),
  ])
}

/** In a cluster a process of its own does. */
const tickHere = (system: System, commands: Pick<CommandBus, 'execute'>, log: Logger, signal: AbortSignal) =>
  goingOn('ticker', () => keepTicking({ system, commands, log }, log, signal), log, signal)

async function logProcessing(system: System, log: Logger, signal: AbortSignal): Promise<void> {
  const { configuration, access, vault, publicUrl, unreadable } = system
  const { processingLog } = configuration
  if (processingLog === undefined) return
  const logging = {
    store: access.store,
    checkpoint: access.readStore.checkpoint('processing-log'),
    to: processingLogAt(processingLog),
    key: vault.deriveKey('subjects in the processing log'),
    unreadable,
    register: () => `${publicUrl()}/v1/processing-activities`,
  }
  await underLease(leaseFor(configuration, 'processing-log', log), signal, (_, working) =>
    keepProcessingLog(logging, log, working),
  )
}

function observeProjections({ store, readStore, clock }: System, signal: AbortSignal): void {
  observeLag('projection', () => projectionLags(store, readStore, clock()), signal)
}

/** On files in a thread beside this one; on a server's events in this thread, which then mostly waits; in a cluster not at all: the projector does. */
function project(
  { configuration, store, readStore, access, unreadable }: System,
  log: Logger,
  signal: AbortSignal,
): Promise<unknown> {
  const tell = tellOfLists(log, unreadable)
  const { profile, eventStore, dataDir } = configuration
  if (profile === 'cluster') return Promise.resolve()
  if (eventStore === undefined)
    return projectInAThread(
      {
        events: eventsFile(dataDir),
        reads: readsFile(dataDir),
        access: accessFile(dataDir),
        accessReads: accessReadsFile(dataDir),
      },
      signal,
      tell,
    )
  const onFault: Following['onFault'] = (projection, fault, retryInMs) => {
    if (!isUnreachable(fault)) tell({ projection, fault: nameOfFault(fault), retryInMs })
  }
  const onGoing: Following['onGoing'] = (going) => {
    tell({ going })
  }
  const onUnreadable: Following['onUnreadable'] = (event) => {
    tell({ unreadable: event })
  }
  const onBatch = isTelemetryOn(process.env) && { onBatch: tellProjected }
  return Promise.all([
    runProjections(store, readStore, PROJECTIONS, { signal, onFault, onGoing, onUnreadable, ...onBatch }),
    runProjections(access.store, access.readStore, ACCESS_PROJECTIONS, { signal, onFault, onGoing, onUnreadable }),
  ])
}

async function applicationOn(system: System, log: Logger, faults: LastingFaults): Promise<NestFastifyApplication> {
  const { configuration } = system
  const { headersTimeoutMs: headersMs, requestTimeoutMs: requestMs, idleTimeoutMs: idleMs } = configuration
  const patience = { headersMs, requestMs, idleMs }
  const adapter = new FastifyAdapter(serverOptions({ apiVersion: API_VERSION, typePrefix: PROBLEM_TYPES, patience }))
  const module = await AppModule.for(configuration, system)
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: frameworkLog(log) })
  app.setGlobalPrefix('v1', {
    exclude: ['sign-in', 'sign-in/authorization', 'sign-in/token', 'health/live', 'health/ready'],
  })
  const fastify = app.getHttpAdapter().getInstance()
  // First of all, so that whatever is refused was counted.
  const rates = app.get(Rates, { strict: false })
  // Before all that may refuse: what is refused is traced too.
  if (isTelemetryOn(process.env)) traceRequests(app)
  fastify.addHook('onRequest', (request, _reply, done) => {
    rates.arrive(request, done)
  })
  useHeaders(app, {
    apiVersion: API_VERSION,
    allowedOrigins: configuration.corsOrigins,
    openPaths: [DOCUMENT_PATH, ASYNCAPI_PATH],
    exposedHeaders: ['ETag', 'Location', 'Position', 'Link', 'Incomplete', 'Retry-After'],
  })
  readBodies(app)
  const admission = app.get(Admission)
  fastify.addHook('onRequest', (_request, reply, done) => {
    admission.mustTake()
    system.largeReadings.during(reply.raw, done)
  })
  fastify.addHook('onSend', (_request, reply, payload: unknown, done) => {
    // A connection that was kept open for more requests would keep the server open.
    if (admission.stage === 'closed') reply.header('connection', 'close')
    done(null, payload)
  })
  const validation = new BodyValidationPipe()
  app.useGlobalPipes(validation)
  const turns = new CallersTurn(configuration.requestsAtOnce)
  app.useGlobalInterceptors(
    admission,
    turns,
    new RecordReads(system.access.records),
    new EveryFault(validation),
    new LargeAnswers(),
  )
  const translate = (fault: unknown, language: Language) => {
    if (fault instanceof EventUnreadable) system.unreadable.tell(fault)
    const lasting = lastingIn(fault)
    if (lasting !== undefined) faults.met(lasting)
    return faultInWords(fault, language)
  }
  app.useGlobalFilters(
    new ProblemFilter({ table: REFUSALS, typePrefix: PROBLEM_TYPES, log, tellsOfStores: false, translate }),
  )
  serveOpenApi(app, apiDocument(app), DOCUMENT_PATH)
  serveAsyncApi(app, () => system.publicUrl())
  serveDocs(app)
  return app
}
