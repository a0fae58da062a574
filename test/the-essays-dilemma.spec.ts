/** The essay's dilemma, and a child's confidence, from end to end, as `npm run demo` plays them, in a smaller town. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { readConfiguration } from '../libs/installation/configuration.ts'
import { playDemo, type DemoAsked } from '../apps/demo/demo.ts'
import { StoryBroken } from '../apps/demo/people.ts'
import { exitStatusOf, summaryOf } from '../apps/demo/promises.ts'
import { NotEmpty } from '../apps/populate/in-directory.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'samenspel-dilemma-'))
afterAll(() => {
  rmSync(dataDir, { recursive: true })
})

/** Plays in a directory of its own, and stops the server. */
async function play(name: string, story?: DemoAsked['story']) {
  const lines: string[] = []
  const { running, promised } = await playDemo({
    configuration: readConfiguration({ SAMENSPEL_DATA_DIR: join(dataDir, name), SAMENSPEL_PORT: '0' }),
    families: 3,
    seed: 'spec',
    say: (line) => lines.push(line),
    ...(story && { story }),
  })
  await running.stop()
  return { promised, text: lines.join('\n') }
}

describe("the essay's dilemma of trust and fraud", () => {
  it('ends with every promise held, and its history replayed', async () => {
    const { promised, text } = await play('whole')
    expect(promised.filter(({ held }) => !held)).toEqual([])
    expect(promised.length).toBeGreaterThanOrEqual(40)
    expect(exitStatusOf(promised)).toBe(0)
    expect(text).toContain(`${String(promised.length)} promises held, 0 broken`)
    expect(text).toMatch(/A deviation was reported \(youth; from a priority of the plan\)/)
    expect(text).toMatch(/A deviation was evaluated/)
    // And the README says how many there are.
    expect(readFileSync('README.md', 'utf8')).toContain(`checked (${String(promised.length)} of them)`)
  }, 60_000)

  it('ends with status 1 when a single promise is broken', async () => {
    const { promised, text } = await play('broken', async ({ people, promise }) => {
      promise('Anyone may read the terms', (await people.joke.asks('GET', '/terms')).status === 200)
      promise('Anyone may set them', (await people.joke.asks('PUT', '/terms', { body: {} })).status === 200)
      return {}
    })
    expect(text).toContain('✔ Anyone may read the terms')
    expect(text).toContain('✘ Anyone may set them')
    expect(summaryOf(promised)).toBe('1 promises held, 1 broken')
    expect(exitStatusOf(promised)).toBe(1)
  }, 60_000)

  it('is broken, not kept, when nothing was promised', () => {
    expect(exitStatusOf([])).toBe(1)
  })

  it('stops where a request it stands on is refused, and says which', async () => {
    const told = play('stopped', async ({ people }) => {
      await people.joke.post('/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
      return {}
    })
    await expect(told).rejects.toThrow(StoryBroken)
    await expect(told).rejects.toThrow(/Joke Vertrouwen: POST \/plans .*ONLY_A_COORDINATOR_OPENS_A_PLAN/)
  }, 60_000)

  it('is never played among the plans of others', async () => {
    await expect(play('stopped')).rejects.toThrow(NotEmpty)
  }, 60_000)
})
