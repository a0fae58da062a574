/** A clock of its own for each story: families whose plans began in different years are written side by side, each at its own moment. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Clock } from '../../libs/installation/system.ts'

interface Time {
  at: string
}

export class OwnTime {
  readonly #times = new AsyncLocalStorage<Time>()

  /** The moment of whoever asks; `outside` for who has no time of their own. */
  clock(outside: Clock): Clock {
    return () => this.#times.getStore()?.at ?? outside()
  }

  /** @param story is told at the moments it sets */
  tell<Told>(story: (itIs: (at: string) => void) => Promise<Told>): Promise<Told> {
    const time: Time = { at: '' }
    return this.#times.run(time, () =>
      story((at) => {
        time.at = at
      }),
    )
  }
}
