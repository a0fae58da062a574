/** A command as the API carries it out, without HTTP: fold, decide, seal two values in each of two events, append. Task: `append N`. */
import { randomUUID } from 'node:crypto'
import type { Decider, Sealed } from '../../../libs/deciding/decider.ts'
import { foldingOf, Folds } from '../../../libs/event-store/folds.ts'
import { handle } from '../../../libs/event-store/handle.ts'
import type { Typed } from '../../../libs/event-store/recorded.ts'
import { openSqliteEventStore } from '../../../libs/event-store/sqlite.ts'
import { canonicalPlaintext, digestWith } from '../../../libs/sealing/keyed-digest.ts'
import { Plain, type Unsealed } from '../../../libs/sealing/plain.ts'
import { readOrCreateRootKey } from '../../../libs/sealing/root-key.ts'
import { Sealing } from '../../../libs/sealing/sealing.ts'
import { openSqliteVault } from '../../../libs/sealing/sqlite-vault.ts'
import type { MakeContender } from '../contender.ts'
import { ownDirectory } from '../work/directories.ts'
import { manyAtOnce } from '../work/many-at-once.ts'
import { DEED } from '../work/same-bytes.ts'

interface Note {
  readonly note: string
  readonly words: Sealed
  readonly situation: Sealed
}
interface TakeNotes {
  readonly about: string
  readonly notes: readonly Note[]
}
type NoteTaken = Typed & Note & { readonly type: 'NoteTaken' }

/** As small as a decider can be that still decides: a note is taken once. */
const notes: Decider<TakeNotes, ReadonlySet<string>, NoteTaken> = {
  initial: new Set(),
  evolve: (taken) => taken,
  decide: ({ about, notes: asked }, taken) =>
    asked
      .filter(({ note }) => !taken.has(note))
      .map((note) => ({ type: 'NoteTaken', domain: 'youth', about: [about], ...note })),
}

export const contender: MakeContender = async () => {
  const directory = ownDirectory()
  const vault = openSqliteVault({
    file: directory.file('vault.db'),
    rootKey: readOrCreateRootKey(directory.file('root.key')),
  })
  const store = await openSqliteEventStore({ file: directory.file('events.db') })
  const sealing = new Sealing(vault)
  const digest = digestWith(vault.deriveKey('command digests'))
  const folds = new Folds(store, foldingOf(notes, {}))
  const families = Array.from({ length: 500 }, () => ({ stream: `plan-${randomUUID()}`, child: randomUUID() }))

  const one = async (writer: number): Promise<void> => {
    const { stream, child } = families[writer % families.length] ?? { stream: '', child: '' }
    const commandId = randomUUID()
    const asked: Unsealed<TakeNotes> = {
      about: child,
      notes: [0, 1].map(() => ({
        note: randomUUID(),
        words: new Plain('Kim slaapt weer door, en gaat elke dag naar school'),
        situation: new Plain('Eerst drie gesprekken, dan pas de melding'),
      })),
    }
    const { by, activity, legalBasis } = DEED
    const ask = {
      commandId,
      digest: digest(canonicalPlaintext(asked)),
      deed: { by, activity, legalBasis },
      municipality: '0363',
      correlationId: commandId.replaceAll('-', ''),
      causationId: commandId,
      traceparent: `00-${commandId.replaceAll('-', '')}-0123456789abcdef-01`,
      ready: async () => {
        const context = { tenant: '0363', stream, commandId, domain: 'youth', subjects: [child], contentOwner: stream }
        const { command, values } = await sealing.seal<TakeNotes>(asked, context)
        return { command, ciphertexts: values }
      },
    }
    await handle(folds, notes, stream, ask, () => new Date().toISOString())
  }

  return {
    work: (task, forMs) => manyAtOnce(Number(task.split(' ')[1]), forMs, one),
    close: async () => {
      await store.close()
      await vault.close()
      directory.remove()
    },
  }
}
