/** The stand-in's two ways to append: Append, one call each, and BatchAppend, many on one call. Both judge by the log's rules. */
import {
  status,
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServiceError,
} from '@grpc/grpc-js'
import any from 'google-protobuf/google/protobuf/any_pb.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import statuses from '@eventstore/db-client/generated/status_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import type { Faults } from './faults.ts'
import { sizeOnDisk, type ExpectedRevision, type Proposed, type Verdict } from './log.ts'
import { appendAnswer, identifierOf, nameOf, proposedOf, rpcError, streamDeleted } from './messages.ts'

type AppendReq = InstanceType<typeof streams.AppendReq>
type AppendResp = InstanceType<typeof streams.AppendResp>
type BatchAppendReq = InstanceType<typeof streams.BatchAppendReq>
type BatchAppendResp = InstanceType<typeof streams.BatchAppendResp>

/** An append as both calls say it. */
export interface Asked {
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly events: readonly Proposed[]
}

export interface Writer {
  readonly maxAppendBytes: number
  readonly faults: Faults
  readonly write: (asked: Asked) => Verdict
  /** Where a stream is. */
  readonly end: (stream: string) => ExpectedRevision
  /** Why who calls may not write there. */
  readonly refused: (stream: string) => ServiceError | undefined
}

const tooBusy = () => rpcError(status.UNAVAILABLE, 'Server Is Too Busy')

export function append(
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
  writer: Writer,
): void {
  let stream = ''
  let expected: ExpectedRevision | undefined
  const events: Proposed[] = []
  const refuse = (fault: unknown): void => {
    call.removeAllListeners()
    call.on('error', () => undefined)
    answer(fault as ServiceError)
  }
  call.on('error', () => undefined)
  call.on('data', (request: AppendReq) => {
    try {
      const options = request.getOptions()
      const message = request.getProposedMessage()
      if (options !== undefined) {
        stream = nameOf(options.getStreamIdentifier())
        if (options.hasRevision()) expected = Number(options.getRevision())
        if (options.hasNoStream()) expected = 'no-stream'
        if (options.hasAny() && stream.startsWith('$$')) expected = writer.end(stream)
      }
      if (message !== undefined) events.push(fitting(proposedOf(message), events, writer.maxAppendBytes))
    } catch (fault) {
      refuse(fault)
    }
  })
  call.on('end', () => {
    if (call.cancelled) return
    if (expected === undefined) {
      refuse(rpcError(status.UNIMPLEMENTED, 'the stand-in appends only behind a concrete revision, but for metadata'))
      return
    }
    const asked = { stream, expected, events }
    const refused = writer.refused(stream)
    if (refused !== undefined) {
      refuse(refused)
      return
    }
    judged(asked, writer, refuse, (verdict) => {
      if (verdict.is === 'deleted') refuse(streamDeleted(stream))
      else answer(null, appendAnswer(verdict, asked.expected, writer.faults.hidesAppendPositions))
    })
  })
}

/** An append's verdict, or what the test has planted instead. */
function judged(
  asked: Asked,
  writer: Writer,
  fail: (fault: ServiceError) => void,
  tell: (verdict: Verdict) => void,
): void {
  const fault = writer.faults.appends.shift()
  if (fault === 'ignore') return
  if (fault === 'fail-before-writing') {
    fail(tooBusy())
    return
  }
  if (typeof fault === 'object' && 'writeAfterMs' in fault) {
    writer.faults.later(fault.writeAfterMs, () => {
      tell(writer.write(asked))
    })
    return
  }
  const verdict = writer.write(asked)
  if (fault === 'lose-the-answer') return
  if (fault === 'fail-after-writing') fail(tooBusy())
  else if (fault === undefined) tell(verdict)
  else if ('tellsRevision' in fault)
    tell({ ...verdict, ...(verdict.is === 'written' && { told: fault.tellsRevision }) })
  else
    writer.faults.later(fault.answerAfterMs, () => {
      tell(verdict)
    })
}

function fitting(event: Proposed, before: readonly Proposed[], maxAppendBytes: number): Proposed {
  const bytes = [...before, event].reduce((sum, one) => sum + sizeOnDisk(one), 0)
  if (bytes <= maxAppendBytes) return event
  throw rpcError(status.INVALID_ARGUMENT, `Maximum Append Size of ${String(maxAppendBytes)} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(maxAppendBytes),
  })
}

/** Enough of it to show how the client behaves that way; the adapter does not use it. */
export function batchAppend(call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>, writer: Writer): void {
  const open = new Map<string, { options: InstanceType<typeof streams.BatchAppendReq.Options>; events: Proposed[] }>()
  call.on('error', () => undefined)
  call.on('end', () => {
    call.end()
  })
  call.on('data', (request: BatchAppendReq) => {
    const correlation = request.getCorrelationId()?.getString() ?? ''
    const options = request.getOptions()
    if (options !== undefined) open.set(correlation, { options, events: [] })
    const batch = open.get(correlation)
    if (batch === undefined) return
    for (const message of request.getProposedMessagesList()) batch.events.push(proposedOf(message))
    if (!request.getIsFinal()) return
    open.delete(correlation)
    const stream = nameOf(batch.options.getStreamIdentifier())
    const expected = batch.options.hasNoStream() ? 'no-stream' : Number(batch.options.getStreamPosition())
    const fail = (fault: ServiceError): void => {
      call.emit('error', fault)
    }
    judged({ stream, expected, events: batch.events }, writer, fail, (verdict) => {
      if (verdict.is === 'deleted') {
        fail(streamDeleted(stream))
        return
      }
      const answer = batchAnswer(verdict).setStreamIdentifier(identifierOf(stream))
      call.write(answer.setCorrelationId(new shared.UUID().setString(correlation)))
    })
  })
}

function batchAnswer(verdict: Exclude<Verdict, { is: 'deleted' }>): BatchAppendResp {
  const answer = new streams.BatchAppendResp()
  if (verdict.is !== 'conflict') {
    const at = String(verdict.last.position)
    const success = new streams.BatchAppendResp.Success().setCurrentRevision(String(verdict.told))
    return answer.setSuccess(
      success.setPosition(new shared.AllStreamPosition().setCommitPosition(at).setPreparePosition(at)),
    )
  }
  const wrong = new shared.WrongExpectedVersion()
  if (verdict.current !== undefined) wrong.setCurrentStreamRevision(String(verdict.current))
  const details = new any.Any()
  details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion')
  return answer.setError(new statuses.Status().setMessage('WrongExpectedVersion').setDetails(details))
}
