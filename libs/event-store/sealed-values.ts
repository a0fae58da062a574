/** The door to sealed values that cannot stand in the same row as their event. Beside EventStoreDB they are a table of their own, written before the append. */

export interface SealedValues {
  /**
   * Ciphertexts as JSON, by reference; durable before it resolves. References are random, so one that is there already is the same value
   * again: what stands is kept. What is put and then not appended is never read, and as unreadable as the rest once its key is destroyed.
   * @throws StoreUnavailable; nothing may be appended then
   */
  put(values: ReadonlyMap<string, string>): Promise<void>
  /** Those of the references that are there. @throws StoreUnavailable */
  get(refs: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** What was noted by this name, last. @throws StoreUnavailable */
  noted(name: string): Promise<string | undefined>
  /** Durable when it resolves. @throws StoreUnavailable */
  note(name: string, text: string): Promise<void>
  /** On a server: one more than the last time, whoever asked, so that one that was put back is behind. */
  counted?(name: string): Promise<number>
  /** Whether values are written now, found out with a write that changes nothing, not long ago. @throws StoreUnavailable, saying why not */
  mustTakeWrites(): Promise<void>
  close(): Promise<void>
}

/** Of a store that nothing sealed goes into, as access records have nothing that would have to be. */
export const NOTHING_IS_SEALED: SealedValues = {
  put: () => Promise.reject(new Error('nothing is sealed here')),
  get: () => Promise.resolve(new Map()),
  noted: () => Promise.resolve(undefined),
  note: () => Promise.reject(new Error('there is nothing to note it in')),
  mustTakeWrites: () => Promise.resolve(),
  close: () => Promise.resolve(),
}
