/** The ciphertexts beside the events that a reader sees, and of no other: those at hand, and what a large plan left in the store when it is wanted. */
import { BYTES_AT_ONCE, type EventStore, type StoredEvent } from '../../../../libs/event-store/port.ts'
import type { Recorded } from '../../../../libs/event-store/recorded.ts'
import { sealedValuesIn, sealedIn, type SealedValues } from '../../../../libs/sealing/sealing.ts'

/** Events between two that are wanted, that are sooner read along than passed over. */
const READ_ALONG = 8

export type CiphertextsOf = (answer: unknown) => Promise<SealedValues>

export function ciphertextsBeside(
  store: Pick<EventStore, 'read'>,
  stream: string,
  recorded: readonly Recorded<unknown>[],
): CiphertextsOf {
  if (!recorded.some(({ leftSealed }) => leftSealed)) {
    const all = valuesIn(recorded)
    return () => Promise.resolve(all)
  }
  const placeOf = new Map(recorded.flatMap((one) => sealedIn(one.event).map((ref) => [ref, one] as const)))
  return async (answer) => {
    const wanted = [...new Set(sealedIn(answer).flatMap((ref) => placeOf.get(ref) ?? []))]
    const left = wanted.filter(({ leftSealed }) => leftSealed).map(({ envelope }) => envelope.revision)
    return { ...valuesIn(wanted), ...valuesIn(await readAgain(store, stream, left)) }
  }
}

function valuesIn(events: readonly { readonly sealed?: string }[]): SealedValues {
  const values: Record<string, SealedValues[string]> = {}
  for (const { sealed } of events) Object.assign(values, sealedValuesIn(sealed))
  return values
}

async function readAgain(
  store: Pick<EventStore, 'read'>,
  stream: string,
  revisions: readonly number[],
): Promise<readonly StoredEvent[]> {
  const wanted = new Set(revisions)
  const found: StoredEvent[] = []
  for (const { from, to } of stretchesOf(revisions.toSorted((one, other) => one - other)))
    for (let next = from; next <= to;) {
      const page = await store.read(stream, next, to - next + 1, BYTES_AT_ONCE)
      const last = page.at(-1)
      if (last === undefined) break
      found.push(...page.filter(({ revision }) => wanted.has(revision)))
      next = last.revision + 1
    }
  return found
}

function stretchesOf(revisions: readonly number[]): readonly { readonly from: number; readonly to: number }[] {
  const stretches: { from: number; to: number }[] = []
  for (const revision of revisions) {
    const last = stretches.at(-1)
    if (last !== undefined && revision - last.to <= READ_ALONG) last.to = revision
    else stretches.push({ from: revision, to: revision })
  }
  return stretches
}
