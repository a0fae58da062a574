/** The clock of the demo: the story began four months ago and ends now; who asks outside it has the time that it is. */
import { dayOf, daysAfter, isWorkingDay } from '../../libs/deciding/days.ts'
import type { Clock } from '../api/system.ts'

export class StoryTime {
  readonly #present: string
  #at: string | undefined

  constructor(present: string) {
    this.#present = present
  }

  clock(outside: Clock): Clock {
    return () => this.#at ?? outside()
  }

  /** From now on it is this moment of the story, on a working day. @returns the moment */
  itIs(daysAgo: number, time: `${number}:${number}`): string {
    let day = daysAfter(dayOf(this.#present), -daysAgo)
    while (!isWorkingDay(day)) day = daysAfter(day, -1)
    this.#at = `${day}T${time}:00.000Z`
    return this.#at
  }

  /** The story is over. */
  itIsNow(): void {
    this.#at = undefined
  }
}
