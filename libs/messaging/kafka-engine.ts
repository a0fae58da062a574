/** Whether brokers can be had, as those who publish to them find out: told once when they cannot, with why, and once when they can again. */
import { Engine } from '../telemetry/engines.ts'
import { NotTaken } from './kafka.ts'

export class Brokers {
  readonly #engine: Engine
  /** When they answered anybody last. */
  #answeredMs = -Infinity

  private constructor(brokers: readonly string[]) {
    this.#engine = new Engine(`Kafka ${brokers.join(', ')}`)
  }

  static readonly #all = new Map<string, Brokers>()

  /** The same for all who name the same. */
  static at(brokers: readonly string[]): Brokers {
    const key = brokers.join()
    const known = Brokers.#all.get(key) ?? new Brokers(brokers)
    Brokers.#all.set(key, known)
    return known
  }

  /** What is asked of them. @throws what the asking throws */
  async asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const beganMs = performance.now()
    try {
      const answer = await ask()
      this.#answered()
      return answer
    } catch (fault) {
      if (!(fault instanceof NotTaken) || fault.reason !== 'unreachable') this.#answered()
      // Who began to wait before they answered another only waited in the wrong place.
      else if (this.#answeredMs < beganMs) this.#engine.missing(`${fault.code}: ${fault.message}`)
      throw fault
    }
  }

  #answered(): void {
    this.#answeredMs = performance.now()
    this.#engine.answers()
  }
}
