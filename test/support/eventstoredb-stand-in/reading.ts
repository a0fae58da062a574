/** The stand-in's Read: of a stream and of all, forwards and backwards, and subscriptions to all with a filter on stream names. */
import { status, type ServerWritableStream } from '@grpc/grpc-js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import type { Faults } from './faults.ts'
import { DELETED, type Logged, type StandInLog } from './log.ts'
import {
  checkpointMessage,
  confirmationMessage,
  eventMessage,
  nameOf,
  notFoundMessage,
  rpcError,
  streamDeleted,
} from './messages.ts'

type ReadReq = InstanceType<typeof streams.ReadReq>
type ReadResp = InstanceType<typeof streams.ReadResp>
type Options = InstanceType<typeof streams.ReadReq.Options>
export type ReadCall = ServerWritableStream<ReadReq, ReadResp>

const { BACKWARDS } = streams.ReadReq.Options.ReadDirection

/**
 * @param refused why who calls may not read there
 * @throws ServiceError for what the stand-in does not do
 */
export async function read(
  call: ReadCall,
  log: StandInLog,
  faults: Faults,
  refused: (stream: string) => Error | undefined,
): Promise<void> {
  const options = call.request.getOptions()
  if (options === undefined) throw rpcError(status.INVALID_ARGUMENT, 'a read without options')
  const refusal = refused(options.hasStream() ? nameOf(options.getStream()?.getStreamIdentifier()) : '$all')
  if (refusal !== undefined) throw refusal
  if (options.hasSubscription()) {
    await subscription(call, options, log, faults)
    return
  }
  if (faults.ignoresReads) return
  if (options.hasStream())
    faults.beforeRead(
      nameOf(options.getStream()?.getStreamIdentifier()),
      Number(options.getStream()?.getRevision() ?? 0),
    )
  if (options.hasFilter()) throw rpcError(status.UNIMPLEMENTED, 'the stand-in filters only subscriptions')
  const count = Number(options.getCount())
  if (count <= 0) throw rpcError(status.INVALID_ARGUMENT, `'${String(count)}' is not a valid count`)
  const found = options.hasStream() ? ofStream(options, log) : ofAll(options, log)
  if (typeof found === 'string') await send(call, notFoundMessage(found))
  else for (const event of found.slice(0, count)) await send(call, sent(event, options, faults))
  call.end()
}

function sent(event: Logged, options: Options, { hidesPositions }: Faults): ReadResp {
  const message = eventMessage(event)
  const NONE = '18446744073709551615'
  if (hidesPositions && options.hasStream())
    message.getEvent()?.getEvent()?.setCommitPosition(NONE).setPreparePosition(NONE)
  return message
}

/** The events asked for, or the name of the stream that is not there. */
function ofStream(options: Options, log: StandInLog): readonly Logged[] | string {
  const asked = options.getStream()
  const name = nameOf(asked?.getStreamIdentifier())
  const events = log.shown(name)
  if (events === 'deleted') throw streamDeleted(name)
  if (events === 'not-found') return name
  if (options.getReadDirection() === BACKWARDS) {
    const last = asked?.hasEnd() === true ? DELETED : BigInt(asked?.getRevision() ?? 0)
    return events.filter(({ revision }) => revision <= last).reverse()
  }
  const first = asked?.hasStart() === true ? 0n : BigInt(asked?.getRevision() ?? 0)
  return events.filter(({ revision }) => revision >= first)
}

/** Forwards the position named is part of the answer, backwards it is not: it is the end of what comes before. */
function ofAll(options: Options, log: StandInLog): readonly Logged[] {
  const asked = options.getAll()
  const position = Number(asked?.getPosition()?.getCommitPosition() ?? 0)
  mustBeginARecord(asked?.getPosition(), log)
  if (options.getReadDirection() === BACKWARDS) {
    const end = asked?.hasEnd() === true ? log.all.length : log.placeOf(position)
    return log.all.slice(0, end).reverse()
  }
  return log.all.slice(asked?.hasStart() === true ? 0 : log.placeOf(position))
}

/** A server reads its log from there, so anything else would be the middle of a record. */
function mustBeginARecord(
  position: InstanceType<typeof streams.ReadReq.Options.Position> | undefined,
  log: StandInLog,
): void {
  if (position === undefined) return
  const commit = Number(position.getCommitPosition())
  if (
    log.all[log.placeOf(commit)]?.position !== commit ||
    position.getPreparePosition() !== position.getCommitPosition()
  )
    throw rpcError(status.UNKNOWN, 'Unexpected ReadAllResult: InvalidPosition')
}

async function subscription(call: ReadCall, options: Options, log: StandInLog, faults: Faults): Promise<void> {
  const asked = options.getAll()
  if (asked === undefined) throw rpcError(status.UNIMPLEMENTED, 'the stand-in subscribes only to all')
  const prefixes = options.getFilter()?.getStreamIdentifier()?.getPrefixList() ?? ['']
  const at = asked.getPosition()
  mustBeginARecord(at, log)
  let place = at === undefined ? 0 : log.placeOf(Number(at.getCommitPosition()) + 1)
  if (asked.hasEnd()) place = log.all.length

  const now: { state: 'open' | 'stalled' | 'over' } = { state: 'open' }
  let wake = (): void => undefined
  const become = (state: (typeof now)['state']): void => {
    now.state = state
    wake()
  }
  const stopListening = log.listen(() => {
    wake()
  })
  const forget = faults.subscribed((fault) => {
    become(fault === 'stall' ? 'stalled' : 'over')
    if (fault === 'end') call.end()
    if (fault === 'fail') call.emit('error', rpcError(status.ABORTED, 'Operation timed out: planted'))
  })
  const over = (): void => {
    become('over')
  }
  call.once('cancelled', over).once('close', over)

  await send(call, confirmationMessage())
  while (now.state !== 'over') {
    const event = now.state === 'open' ? log.all[place] : undefined
    if (event === undefined) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
      continue
    }
    place += 1
    if (!prefixes.some((prefix) => event.stream.startsWith(prefix))) continue
    faults.sent += 1
    await send(call, eventMessage(event))
    // Checkpoints run ahead of whoever reads: they say how far the server has looked, not what was handled.
    await send(call, checkpointMessage(log.all.at(-1)?.position ?? 0))
  }
  stopListening()
  forget()
}

/** Writes with the back-pressure of HTTP/2: waits until the reader has taken what was sent before, or has gone. */
async function send(call: ReadCall, message: ReadResp): Promise<void> {
  if (call.cancelled || call.destroyed || call.write(message)) return
  await new Promise<void>((resolve) => {
    const waited = (): void => {
      for (const event of WAITED_FOR) call.off(event, waited)
      resolve()
    }
    for (const event of WAITED_FOR) call.on(event, waited)
  })
}

const WAITED_FOR = ['drain', 'cancelled', 'close', 'error'] as const
