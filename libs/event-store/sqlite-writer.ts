/** Writes claims into the store's file, many in one transaction, each with its own verdict. Runs in the writing thread and waits for nothing but the file. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { judge } from './claims.ts'
import { positionOf } from './positions.ts'
import type { Position, StoreUnavailable } from './port.ts'
import { numberFrom, patiently } from '../sqlite/claim.ts'
import { inPlace } from '../sqlite/in-place.ts'
import { isBusy } from '../sqlite/result-codes.ts'
import { rollBack } from '../sqlite/roll-back.ts'
import { asUnavailable } from './sqlite-faults.ts'
import { FIELDS, type Claim, type Refused, type Verdict } from './sqlite-messages.ts'
import { freeBytesIn, openStoreFile, setRoomAside, type StoreFile } from './sqlite-schema.ts'

const REMEMBERED_STREAMS = 100_000
const BATCHES_BETWEEN_LOOKS = 500

/** A stream as this thread last saw it. */
interface Stream {
  readonly key: number
  readonly length: number
}

export class SqliteWriter {
  readonly #file: StoreFile
  readonly #db: DatabaseSync
  readonly #mustBeInPlace: () => void
  readonly #begin: StatementSync
  readonly #commit: StatementSync
  readonly #dataVersion: StatementSync
  readonly #findStream: StatementSync
  readonly #addStream: StatementSync
  readonly #idsFrom: StatementSync
  readonly #insert: StatementSync
  /** True for as long as no other connection has written: `#sawVersion` tells. */
  readonly #streams = new Map<string, Stream>()
  #sawVersion: unknown
  #batches = 0

  /** @throws StoreUnavailable */
  constructor(file: StoreFile) {
    this.#file = file
    const db = openStoreFile(file)
    this.#db = db
    this.#mustBeInPlace = inPlace(db)
    this.#begin = db.prepare('BEGIN IMMEDIATE')
    this.#commit = db.prepare('COMMIT')
    this.#dataVersion = db.prepare('PRAGMA data_version')
    this.#findStream = db.prepare(`
      SELECT key, coalesce((SELECT max(revision) + 1 FROM events WHERE stream = key), 0) AS length FROM streams WHERE name = ?`)
    this.#addStream = db.prepare('INSERT INTO streams (name) VALUES (?)')
    this.#idsFrom = db.prepare(
      'SELECT id, position FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?',
    )
    this.#insert = db.prepare('INSERT INTO events (stream, revision, id, type, body, sealed) VALUES (?, ?, ?, ?, ?, ?)')
    if (file.roomBytes !== undefined && file.roomBytes > 0) setRoomAside(db, file.file, file.roomBytes)
  }

  /** What was used of the room is set aside again, as far as the disk has it. */
  keepRoom(): void {
    const { roomBytes = 0 } = this.#file
    this.#batches += 1
    if (roomBytes === 0 || this.#batches % BATCHES_BETWEEN_LOOKS !== 0) return
    if (freeBytesIn(this.#db) < roomBytes / 2) setRoomAside(this.#db, this.#file.file, roomBytes)
  }

  /**
   * The verdicts, in the claims' order, after all that was written is durable; claims on one stream are judged one after the other.
   * When the transaction fails, each claim gets one of its own, so that none suffers for another's fault. Never throws.
   */
  write(claims: readonly Claim[], until = performance.now() + this.#file.lockTimeoutMs): readonly Verdict[] {
    try {
      return this.#together(claims, until)
    } catch (fault) {
      const { reason, message } = this.#undo(fault)
      if (claims.length === 1 || isBusy(fault)) return claims.map(() => ['refused', reason, message])
      return claims.flatMap((claim) => this.write([claim], until))
    }
  }

  /** A write that changes nothing, durable like any other. @returns why it cannot be made */
  try(until = performance.now() + this.#file.lockTimeoutMs): Refused | undefined {
    try {
      patiently(until, () => this.#begin.run())
      // What it is, also where a newer version made it another meanwhile.
      this.#db.exec(`PRAGMA user_version = ${String(numberFrom(this.#db, 'PRAGMA user_version'))}`)
      this.#commit.run()
      this.#mustBeInPlace()
      return undefined
    } catch (fault) {
      const { reason, message } = this.#undo(fault)
      return ['refused', reason, message]
    }
  }

  close(): void {
    this.#db.close()
  }

  #together(claims: readonly Claim[], until: number): readonly Verdict[] {
    patiently(until, () => this.#begin.run())
    const version = this.#dataVersion.get()?.data_version
    if (version !== this.#sawVersion || this.#streams.size > REMEMBERED_STREAMS) this.#streams.clear()
    this.#sawVersion = version
    const verdicts = claims.map((claim) => this.#one(claim))
    this.#commit.run()
    this.#mustBeInPlace()
    return verdicts
  }

  /** Nothing of a failed transaction stays, in the file or in memory. A rollback that fails is tried again after the next failure. */
  #undo(fault: unknown): StoreUnavailable {
    this.#streams.clear()
    try {
      rollBack(this.#db)
    } catch {
      // The first fault is the one to tell.
    }
    return asUnavailable(fault, this.#file.file)
  }

  #one(claim: Claim): Verdict {
    const [name, first] = claim
    const stream = this.#streamNamed(name)
    const length = stream?.length ?? 0
    const count = (claim.length - 2) / FIELDS
    let position = 0

    const sameIds = (): boolean => {
      const rows = this.#idsFrom.all(stream?.key ?? null, first, count)
      position = Number(rows.at(-1)?.position)
      return rows.length === count && rows.every(({ id }, index) => id === claim[2 + index * FIELDS])
    }
    switch (judge(first, count, length, sameIds)) {
      case 'conflict':
        return ['conflict', length]
      case 'retry':
        return ['stood-there', first + count - 1, positionOf(position)]
      case 'write':
        return ['written', first + count - 1, this.#insertAll(claim, stream?.key, count)]
    }
  }

  #insertAll(claim: Claim, existing: number | undefined, count: number): readonly Position[] {
    const [name, first] = claim
    const key = existing ?? Number(this.#addStream.run(name).lastInsertRowid)
    const positions: Position[] = []
    for (let index = 0; index < count; index += 1) {
      const at = 2 + index * FIELDS
      const [id = null, type = null, body = null, sealed = null] = claim.slice(at, at + FIELDS)
      positions.push(positionOf(Number(this.#insert.run(key, first + index, id, type, body, sealed).lastInsertRowid)))
    }
    this.#streams.set(name, { key, length: first + count })
    return positions
  }

  #streamNamed(name: string): Stream | undefined {
    const known = this.#streams.get(name)
    if (known !== undefined) return known
    const row = this.#findStream.get(name)
    if (row === undefined) return undefined
    const found = { key: Number(row.key), length: Number(row.length) }
    this.#streams.set(name, found)
    return found
  }
}
