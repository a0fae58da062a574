/** What a process holds while it is the one that does something. One contract suite (`lease.contract.ts`) holds both kinds to it. */
import type { QueryExecutorProvider } from 'kysely'

export interface Lease {
  /** Aborts when the lease is lost, before anybody else can have it: whoever works under it begins nothing more. */
  readonly lost: AbortSignal
  /**
   * Where what is written stands beside the lease: to be asked in the transaction that writes, so that a holder who stood still while the lease
   * went on to another writes nothing. Undefined where a lease cannot go on to another while its holder lives.
   */
  readonly mustHold?: Fence
  release(): Promise<void>
}

/** @throws LeaseLost, which ends the transaction */
export type Fence = (transaction: QueryExecutorProvider) => Promise<void>

/** Waits until the lease is free. @returns undefined when `signal` aborts first */
export type TakeLease = (signal: AbortSignal) => Promise<Lease | undefined>

/** Another has the lease, or may have it at any moment. */
export class LeaseLost extends Error {
  readonly lease: string

  constructor(lease: string) {
    super(`the lease ${lease} is lost`)
    this.name = 'LeaseLost'
    this.lease = lease
  }
}
