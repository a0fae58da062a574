/** The clock of the demo: the story began four months ago and ends now; who asks outside it has the time that it is. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dayOf, daysAfter, isWorkingDay, type Day } from '../../libs/deciding/days.ts'
import type { Clock } from '../../libs/installation/system.ts'

export class StoryTime {
  readonly #present: string
  #at: string | undefined

  readonly #told: (moment: string) => void

  /** @param told what it is in the story, each time that it changes; '' when it is over */
  constructor(present: string, told: (moment: string) => void = () => undefined) {
    this.#present = present
    this.#told = told
  }

  clock(outside: Clock): Clock {
    return () => this.#at ?? outside()
  }

  /** From now on it is this moment of the story: on a day of a kind, that day or the last before it. @returns the moment */
  itIs(daysAgo: number, time: `${number}:${number}`, isThatDay: (day: Day) => boolean = isWorkingDay): string {
    let day = daysAfter(dayOf(this.#present), -daysAgo)
    while (!isThatDay(day)) day = daysAfter(day, -1)
    this.#at = `${day}T${time}:00.000Z`
    this.#told(this.#at)
    return this.#at
  }

  /** The story is over. */
  itIsNow(): void {
    this.#at = undefined
    this.#told('')
  }
}

/** Tells processes what it is in the story, through a file that they look into at each question: whoever is asked next knows. */
export const toldIn =
  (file: string) =>
  (moment: string): void => {
    // Never half written for who looks.
    writeFileSync(`${file}.next`, moment)
    renameSync(`${file}.next`, file)
  }

/** The clock of such a process. */
export const clockIn =
  (file: string, outside: Clock): Clock =>
  () =>
    readFileSync(file, 'utf8') || outside()
