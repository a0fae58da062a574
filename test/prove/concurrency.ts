/** Many writers in two processes on one stream: each revision has exactly one winner, and none is missing. A trial is an append that is acknowledged. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteEventStore } from '../../libs/event-store/sqlite.ts'
import type { StoredEvent } from '../../libs/event-store/port.ts'
import { OtherProcess } from '../../libs/event-store/testing/other-process.ts'
import type { Win } from '../../libs/event-store/testing/store-process.ts'
import { plant, type Asked, type Proof } from './proof.ts'

const PROCESSES = 2
const WRITERS = 16
const STREAM = 'plan-1'

/** @param asked its trials: the length of the stream to reach */
export async function proveConcurrency({ trials, planted, say }: Asked): Promise<Proof> {
  const directory = mkdtempSync(join(tmpdir(), 'prove-concurrency-'))
  const file = join(directory, 'events.db')
  const execArgv = planted ? ['--import', plant('expected-revision-unchecked').href] : []
  const processes = Array.from({ length: PROCESSES }, () => new OtherProcess(file, { execArgv }))
  try {
    await Promise.all(processes.map(({ opened }) => opened))
    say(`${String(PROCESSES)} processes of ${String(WRITERS)} writers each, ${String(trials)} appends to one stream`)
    const won = await Promise.all(processes.map((process) => winsOf(process, trials)))
    const store = await openSqliteEventStore({ file })
    const stored = await store.read(STREAM)
    await store.close()
    const wonByProcess = won.map(({ length }) => length)
    // A process that wins next to nothing does not contend, and the other's wins say nothing.
    if (wonByProcess.some((wins) => wins < trials / 50))
      throw new Error(`one hardly won anything, so that nobody contended: ${wonByProcess.join(' and ')}`)
    return {
      promise: 'one winner for each revision, and none missing',
      trials: won.flat().length,
      failures: revisionsWronged(won.flat(), stored, trials),
      details: { writers: PROCESSES * WRITERS, stored: stored.length, wonByProcess },
    }
  } finally {
    await Promise.all(processes.map((process) => process.close()))
    rmSync(directory, { recursive: true })
  }
}

async function winsOf(process: OtherProcess, length: number): Promise<readonly Win[]> {
  const answer = await process.ask({ do: 'contend', stream: STREAM, writers: WRITERS, length })
  if (answer.is !== 'won') throw new Error(`a process answered ${answer.is}`)
  return answer.wins
}

/** Revisions without exactly one winner, whose event it is that stands there. */
function revisionsWronged(wins: readonly Win[], stored: readonly StoredEvent[], length: number): number {
  const winners = Map.groupBy(wins, ({ due }) => due)
  const there = new Map(stored.map(({ revision, id }) => [revision, id]))
  const all = new Set([...winners.keys(), ...there.keys(), ...Array(length).keys()])
  return [...all].filter((revision) => {
    const [winner, ...others] = winners.get(revision) ?? []
    const isRight = winner?.revision === revision && winner.id === there.get(revision)
    return !isRight || others.length > 0
  }).length
}
