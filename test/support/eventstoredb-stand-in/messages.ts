/** Between the log of the stand-in and the messages of EventStoreDB's protocol, as the client's own generated classes define them. */
import { Metadata, status, type ServiceError } from '@grpc/grpc-js'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import type { ExpectedRevision, Logged, Proposed, Verdict } from './log.ts'

const TICKS_PER_MS = 10_000n

/** What the generated classes for proposed messages have in common. */
interface ProposedMessage {
  getId(): InstanceType<typeof shared.UUID> | undefined
  getMetadataMap(): { get(name: string): string | undefined }
  getData_asU8(): Uint8Array
  getCustomMetadata_asU8(): Uint8Array
}

/** An error as a server sends it: a status, and in its trailers what kind of exception it was. */
export function rpcError(
  code: status,
  details: string,
  exception: Readonly<Record<string, string>> = {},
): ServiceError {
  const metadata = new Metadata()
  for (const [name, value] of Object.entries(exception)) metadata.set(name, value)
  return Object.assign(new Error(details), { code, details, metadata })
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** @throws ServiceError for what a server would not take either: an id that is no UUID, a type or content type left out. */
export function proposedOf(message: ProposedMessage): Proposed {
  const id = message.getId()?.getString() ?? ''
  if (!UUID.test(id)) throw rpcError(status.INVALID_ARGUMENT, `'${id}' is not a valid Uuid`)
  const [type, contentType] = ['type', 'content-type'].map((property) => {
    const value = message.getMetadataMap().get(property)
    if (value === undefined || value === '') {
      throw rpcError(status.INVALID_ARGUMENT, `Required Metadata Property '${property}' is missing`, {
        exception: 'missing-required-metadata-property',
        'required-metadata-properties': property,
      })
    }
    return value
  }) as [string, string]
  return {
    id: id.toLowerCase(),
    type,
    contentType,
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  }
}

export const nameOf = (identifier: InstanceType<typeof shared.StreamIdentifier> | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString()

export const identifierOf = (name: string): InstanceType<typeof shared.StreamIdentifier> => {
  const identifier = new shared.StreamIdentifier()
  identifier.setStreamName(new TextEncoder().encode(name))
  return identifier
}

/** What a server says of a stream that was deleted for ever. */
export const streamDeleted = (name: string): ServiceError =>
  rpcError(status.FAILED_PRECONDITION, `Event stream '${name}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': name,
  })

/**
 * @param expected what the client asked for, to be told back to it
 * @param hidesPositions as a server is free to, by its protocol
 */
export function appendAnswer(
  verdict: Exclude<Verdict, { is: 'deleted' }>,
  expected: ExpectedRevision,
  hidesPositions: boolean,
): InstanceType<typeof streams.AppendResp> {
  const answer = new streams.AppendResp()
  if (verdict.is === 'conflict') {
    const wrong = new streams.AppendResp.WrongExpectedVersion()
    if (verdict.current === undefined) wrong.setCurrentNoStream(new shared.Empty())
    else wrong.setCurrentRevision(String(verdict.current))
    if (expected === 'no-stream') wrong.setExpectedNoStream(new shared.Empty())
    else wrong.setExpectedRevision(String(expected))
    return answer.setWrongExpectedVersion(wrong)
  }
  const success = new streams.AppendResp.Success()
  success.setCurrentRevision(String(verdict.told))
  if (hidesPositions) return answer.setSuccess(success.setNoPosition(new shared.Empty()))
  const position = new streams.AppendResp.Position()
  position.setCommitPosition(String(verdict.last.position)).setPreparePosition(String(verdict.last.position))
  return answer.setSuccess(success.setPosition(position))
}

export function eventMessage(event: Logged): InstanceType<typeof streams.ReadResp> {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
  recorded
    .setId(new shared.UUID().setString(event.id))
    .setStreamIdentifier(identifierOf(event.stream))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(String(event.position))
    .setPreparePosition(String(event.position))
    .setCustomMetadata(event.metadata)
    .setData(event.data)
  recorded.getMetadataMap().set('type', event.type)
  recorded.getMetadataMap().set('content-type', event.contentType)
  recorded.getMetadataMap().set('created', String(BigInt(event.createdAtMs) * TICKS_PER_MS))
  const read = new streams.ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(event.position))
  return new streams.ReadResp().setEvent(read)
}

export const checkpointMessage = (position: number): InstanceType<typeof streams.ReadResp> =>
  new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint().setCommitPosition(String(position)).setPreparePosition('0'),
  )

export const confirmationMessage = (): InstanceType<typeof streams.ReadResp> =>
  new streams.ReadResp().setConfirmation(
    new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(crypto.randomUUID()),
  )

export const notFoundMessage = (name: string): InstanceType<typeof streams.ReadResp> =>
  new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(name)),
  )
