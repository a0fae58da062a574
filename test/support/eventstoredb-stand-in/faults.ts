/** What a test can make go wrong in the stand-in, and see of it: with the next appends, with reads, with the subscriptions that are open. */

/** What happens to an append, in the order in which appends arrive. */
export type AppendFault =
  /** It is written, and nobody is told; the call stays open. */
  | 'lose-the-answer'
  /** It is written, and the call ends with UNAVAILABLE. */
  | 'fail-after-writing'
  /** It is not written, and the call ends with UNAVAILABLE ("Server Is Too Busy"). */
  | 'fail-before-writing'
  /** It is not written, and nobody is told. */
  | 'ignore'
  /** It is written at once and answered late. */
  | { readonly answerAfterMs: number }
  /** It is written, and answered as if it stood elsewhere. */
  | { readonly tellsRevision: number }
  /** It lies in the server's queue and is written late, whether or not anybody waits for it still. */
  | { readonly writeAfterMs: number }

export type SubscriptionFault =
  /** The server ends the call without an error. */
  | 'end'
  /** The server ends the call with an error. */
  | 'fail'
  /** The call stays open and nothing comes any more. */
  | 'stall'

export class Faults {
  readonly appends: AppendFault[] = []
  /** Reads that are not subscriptions stay open without an answer. */
  ignoresReads = false
  /** Called before each read of a stream from a revision on. */
  beforeRead: (stream: string, from: number) => void = () => undefined
  /** Gossip stays without an answer. */
  ignoresGossip = false
  /** Streams are read without positions, as by servers before 22.6. */
  hidesPositions = false
  /** Appends are answered without the position of their last event, as the protocol allows. */
  hidesAppendPositions = false
  /** Appends that are still to be written or answered late. */
  late = 0
  /** Events sent to subscriptions so far. */
  sent = 0
  readonly #subscriptions = new Set<(fault: SubscriptionFault) => void>()

  /** Strikes every subscription that is open. */
  strike(fault: SubscriptionFault): void {
    for (const subscription of [...this.#subscriptions]) subscription(fault)
  }

  get openSubscriptions(): number {
    return this.#subscriptions.size
  }

  /** Runs after a while; counted as late until then. */
  later(afterMs: number, run: () => void): void {
    this.late += 1
    setTimeout(() => {
      this.late -= 1
      run()
    }, afterMs)
  }

  /** @returns how a subscription that has ended says so */
  subscribed(struck: (fault: SubscriptionFault) => void): () => void {
    this.#subscriptions.add(struck)
    return () => this.#subscriptions.delete(struck)
  }
}
