/** Sets aside a subscription that cannot be served, and looks at it again with growing pauses, so that the others go on and it comes back by itself. */
import type { SetAsides } from '../messaging/set-asides.ts'
import type { AsItWas } from '../messaging/keep-each-going.ts'
import { CannotBeServed, isOfNoOne, SEEN_AT_A_LOOK, type WhySetAside } from './whole-subscription.ts'

export interface SettingAsideOn {
  readonly register: SetAsides
  /** UTC with milliseconds. */
  readonly clock: () => string
  /** Told each time that one is looked at and set aside. */
  readonly onSetAside?: ((subscription: string, because: WhySetAside, fault: unknown) => void) | undefined
  readonly firstPauseMs?: number
}

const FIRST_PAUSE_MS = 500
/** What was mended is taken up again within so long. */
export const LAST_PAUSE_MS = 60_000

interface Held {
  readonly pauseMs: number
  readonly untilMs: number
}

export class SettingAside {
  readonly #on: SettingAsideOn
  /** Not looked at before that. */
  readonly #held = new Map<string, Held>()
  /** Known to stand in the register, with why; others write there too. */
  #standing = new Map<string, string>()
  #readAgainAtMs = 0

  constructor(on: SettingAsideOn) {
    this.#on = on
  }

  /**
   * Each by itself: what is found of one says nothing of another.
   * @param look undefined where there is nothing to serve; throws where it cannot be served
   */
  async eachOf<One extends { readonly id: string }>(
    ids: readonly string[],
    look: (id: string) => Promise<One | undefined>,
  ): Promise<readonly (One | AsItWas)[]> {
    const found = await Promise.all(ids.map((id) => this.#lookedAt(id, look)))
    return found.filter((one) => one !== undefined)
  }

  /** One that is being served cannot be, for a reason that is its own. */
  async put(id: string, because: WhySetAside, fault: unknown): Promise<void> {
    const { register, clock, onSetAside } = this.#on
    onSetAside?.(id, because, fault)
    await register.put(id, because, Date.parse(clock()))
    this.#standing.set(id, because)
  }

  /** It is served again. */
  async lift(id: string): Promise<void> {
    const standing = await this.#known()
    if (!standing.has(id)) return
    await this.#on.register.lift(id)
    standing.delete(id)
  }

  /** Whether it stands in the register, put there by this process or an earlier one. */
  async isAside(id: string): Promise<boolean> {
    return (await this.#known()).has(id)
  }

  async #lookedAt<One extends { readonly id: string }>(
    id: string,
    look: (id: string) => Promise<One | undefined>,
  ): Promise<One | AsItWas | undefined> {
    const held = this.#held.get(id)
    if (held !== undefined && performance.now() < held.untilMs) return undefined
    try {
      const one = await look(id)
      this.#held.delete(id)
      if (isSeenAtALook((await this.#known()).get(id))) await this.lift(id)
      return one
    } catch (fault) {
      if (isOfNoOne(fault)) return { id, asItWas: true, fault }
      const pauseMs = Math.min(2 * (held?.pauseMs ?? (this.#on.firstPauseMs ?? FIRST_PAUSE_MS) / 2), LAST_PAUSE_MS)
      this.#held.set(id, { pauseMs, untilMs: performance.now() + pauseMs })
      const because = fault instanceof CannotBeServed ? fault.because : 'subscription-cannot-be-read'
      await this.put(id, because, fault)
      return undefined
    }
  }

  async #known(): Promise<Map<string, string>> {
    if (performance.now() < this.#readAgainAtMs) return this.#standing
    const all = await this.#on.register.all(KNOWN_AT_MOST)
    this.#readAgainAtMs = performance.now() + READ_AGAIN_AFTER_MS
    this.#standing = new Map(all.map(({ subscription, because }) => [subscription, because]))
    return this.#standing
  }
}

const KNOWN_AT_MOST = 100_000
const READ_AGAIN_AFTER_MS = 5_000

const isSeenAtALook = (because: string | undefined): boolean => SEEN_AT_A_LOOK.some((one) => one === because)
