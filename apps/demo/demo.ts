/** The demo: a municipality filled, its server started, the story played over HTTP against it. What of it is printed goes through `say`. */
import { dayOf } from '../../libs/deciding/days.ts'
import type { Configuration } from '../api/configuration.ts'
import { developmentIssuer } from '../api/sign-in/development-issuer.ts'
import { start, type Running } from '../api/start.ts'
import { closingTable } from '../populate/closing-table.ts'
import { populateIn } from '../populate/in-directory.ts'
import { besideOn, progressOf } from '../../libs/progress/progress.ts'
import { peopleAt } from './people.ts'
import { Narration, summaryOf, type Promised } from './promises.ts'
import { StoryTime } from './story-time.ts'
import { companyOf, type Scene, type Told } from './the-cast.ts'
import { theStory } from './the-story.ts'

export interface DemoAsked {
  readonly configuration: Configuration
  readonly families: number
  readonly seed: string
  readonly say: (line: string) => void
  /** Another story than ours, to be told in the same town. */
  readonly story?: (scene: Scene) => Promise<Told>
}

export interface Played extends Told {
  readonly running: Running
  readonly promised: readonly Promised[]
}

/**
 * Plays it, and leaves the server running.
 * @throws NotEmpty; StoryBroken where the story could not go on, with the server stopped
 */
export async function playDemo({ configuration, families, seed, say, story = theStory }: DemoAsked): Promise<Played> {
  const present = new Date().toISOString()
  const outside = () => new Date().toISOString()
  say(
    `A municipality of ${String(families)} families, made up after the figures of the SCP, in ${configuration.dataDir}`,
  )
  const progress = progressOf(besideOn(), 'families', families)
  const onProgress = (written: number) => {
    progress.at(written)
  }
  const town = await populateIn(configuration, { families, seed, now: present, onProgress }).finally(() => {
    progress.end()
  })
  say(`\n${closingTable(town)}\n`)

  const time = new StoryTime(present)
  const running = await start(configuration, time.clock(outside))
  try {
    say(`The dilemma of trust and fraud, over HTTP at ${running.url}/v1, each with a token of their own\n`)
    const person = peopleAt(`${running.url}/v1`, await developmentIssuer(configuration))
    const today = dayOf(present)
    const people = await companyOf(person, { staff: town.staff, today, anotherPlan: town.planIds[0] })
    const narration = new Narration(say)
    const tell = narration.tell.bind(narration)
    const promise = narration.promise.bind(narration)
    const told = await story({ time, people, tell, promise })
    say(`\n${summaryOf(narration.promised)}`)
    return { ...told, running, promised: narration.promised }
  } catch (fault) {
    await running.stop()
    throw fault
  } finally {
    time.itIsNow()
  }
}
