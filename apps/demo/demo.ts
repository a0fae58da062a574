/** The demo: a municipality filled, its server started, the story played over HTTP against it. What of it is printed goes through `say`. */
import { dayOf } from '../../libs/deciding/days.ts'
import { developmentIssuer } from '../api/sign-in/development-issuer.ts'
import { keepPeople } from '../api/sign-in/development-people.ts'
import { start, type Running } from '../api/start.ts'
import { closingTable } from '../populate/closing-table.ts'
import { populateIn } from '../populate/in-directory.ts'
import type { Population } from '../populate/populate.ts'
import { besideOn, progressOf } from '../../libs/progress/progress.ts'
import { peopleAt } from './people.ts'
import { WhomToBe } from './whom-to-be.ts'
import { Narration, summaryOf, type Promised } from './promises.ts'
import { StoryTime } from './story-time.ts'
import { companyOf, type Scene, type Told } from './the-cast.ts'
import { theStory } from './the-story.ts'
import type { Configuration } from '../../libs/installation/settings.ts'

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
export async function playDemo(asked: DemoAsked): Promise<Played> {
  const { configuration, say } = asked
  const present = new Date().toISOString()
  const town = await aTown(asked, present)
  const time = new StoryTime(present)
  const running = await start(
    configuration,
    time.clock(() => new Date().toISOString()),
  )
  try {
    say(`The dilemma of trust and fraud, over HTTP at ${running.url}/v1, each with a token of their own\n`)
    const narration = new Narration(say)
    const told = await tellStory(asked, { apis: [`${running.url}/v1`], town, time, present, narration })
    say(`\n${summaryOf(narration.promised)}`)
    return { ...told, running, promised: narration.promised }
  } catch (fault) {
    await running.stop()
    throw fault
  } finally {
    time.itIsNow()
  }
}

/** Filled before anything else is open there. @throws NotEmpty */
export async function aTown({ configuration, families, seed, say }: DemoAsked, present: string): Promise<Population> {
  const where = configuration.profile === 'embedded' ? `, in ${configuration.dataDir}` : ''
  say(`A municipality of ${String(families)} families, made up after the figures of the SCP${where}`)
  const progress = progressOf(besideOn(), 'families', families)
  const onProgress = (written: number) => {
    progress.at(written)
  }
  const town = await populateIn(configuration, { families, seed, now: present, onProgress }).finally(() => {
    progress.end()
  })
  say(`\n${closingTable(town)}\n`)
  return town
}

export interface Stage {
  /** Where it is played, each with its `/v1`. */
  readonly apis: readonly string[]
  readonly town: Population
  readonly time: StoryTime
  readonly present: string
  readonly narration: Narration
}

/** @throws StoryBroken */
export async function tellStory(
  { configuration, story = theStory }: DemoAsked,
  { apis, town, time, present, narration }: Stage,
): Promise<Told> {
  const whomToBe = new WhomToBe()
  const person = whomToBe.noting(peopleAt(apis, await developmentIssuer(configuration)))
  const people = await companyOf(person, {
    staff: town.staff,
    today: dayOf(present),
    anotherPlan: town.planIds[0],
  })
  const tell = narration.tell.bind(narration)
  const promise = narration.promise.bind(narration)
  const told = await story({ time, people, tell, promise })
  keepPeople(configuration.dataDir, whomToBe.people)
  return told
}
