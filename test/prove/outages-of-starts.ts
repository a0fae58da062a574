/** An engine that is away while processes are stopped in order, and while they start; and one that comes back as it was before, put back from a backup. */
import type { ClusterThatLoses } from '../support/cluster-that-loses.ts'
import type { ClusterPlace } from '../support/cluster-processes.ts'
import type { EngineName } from '../support/engine-probe.ts'
import { endedBadly, type Trial } from './outages-in-words.ts'

const STOPPED: readonly ClusterPlace[] = ['API 1', 'projector 0', 'ticker 0', 'the relay']
/** What a stop in order may take, and then it ends at once, and says so. */
const STOPS_WITHIN_MS = 12_000
const STARTS_OR_ENDS_WITHIN_MS = 30_000
const GOES_ON_WITHIN_MS = 45_000

export const restartedWithout = (name: EngineName, how: 'killed' | 'half-open'): Trial => ({
  named: `stopped and started without ${name} (${how})`,
  async run(cluster) {
    const { processes, engines } = cluster
    const engine = engines[name]
    await engine.goes(how)
    const stopped = await Promise.all(
      STOPPED.map(async (place) => [place, await processes.stop(place, STOPS_WITHIN_MS)] as const),
    )
    const started = await Promise.all(
      STOPPED.map(async (place) => [place, await processes.start(place, STARTS_OR_ENDS_WITHIN_MS)] as const),
    )
    await engine.comesBack(how)
    await cluster.answersAProbe(name)
    // Whoever runs them starts them again.
    const ended = STOPPED.filter((place) => processes.hasEnded(place))
    await Promise.all(ended.map((place) => processes.mustStart(place)))
    const faults = [
      ...stopped.flatMap(([place, end]) =>
        end?.status === 0 ? [] : endedBadly(end).map((fault) => `stopping ${place}: ${fault}`),
      ),
      ...started.flatMap(([place, end]) =>
        end === 'under way' ? [] : endedBadly(end).map((fault) => `starting ${place}: ${fault}`),
      ),
      ...(await goesOn(cluster)),
    ]
    const how1 = stopped.map(([place, end]) => `${place} ${String(end?.status)} after ${String(end?.afterMs)} ms`)
    const how2 = started.map(([place, end]) =>
      end === 'under way' ? `${place} under way` : `${place} ${String(end?.status)} after ${String(end?.afterMs)} ms`,
    )
    return { told: `stopped: ${how1.join(', ')}; started: ${how2.join(', ')}`, faults }
  },
})

async function goesOn(cluster: ClusterThatLoses): Promise<readonly string[]> {
  const took = await cluster.everythingGoesOn(performance.now())
  return [
    ...took.filter(([, ms]) => ms > GOES_ON_WITHIN_MS).map(([what]) => `${what} does not go on`),
    ...cluster.ended(),
  ]
}

const LOST = 3
const SINCE = 3

/** Nobody writes any more. Everyone is stopped, EventStoreDB put back to before the last writes, and everyone started, the first with the code that it names. */
export const putBack: Trial = {
  named: 'put back',
  async run(cluster) {
    const { processes, engines, quiet } = cluster
    const proposed = async (times: number, isLost: boolean) => {
      const ids: string[] = []
      for (let goal = 0; goal < times; goal += 1)
        ids.push((await cluster.proposes(quiet.planId, quiet.kim, goal, isLost)).id)
      await Promise.all(ids.flatMap((id) => cluster.heard(id).map((heard) => heard.catch(() => undefined))))
      return ids
    }
    const faults = [...(await cluster.stopsWriting())]
    await proposed(1, false)
    await engines.eventStore.backup('keep')
    await proposed(LOST, true)
    const places = processes.places
    await Promise.all(places.map((place) => processes.stop(place, STOPS_WITHIN_MS)))
    await engines.eventStore.backup('back')
    const refused = await processes.start('API 0', STARTS_OR_ENDS_WITHIN_MS)
    const said = typeof refused === 'object' ? refused.said : ''
    const code = /SAMENSPEL_RESTORED=([0-9a-f]{12})/.exec(said)?.[1]
    if (code === undefined) return { told: 'not refused', faults: [...faults, `it was not refused: ${said}`] }
    await processes.mustStart('API 0', { SAMENSPEL_RESTORED: code })
    for (const place of places)
      if (place !== 'API 0' && (await processes.start(place, STARTS_OR_ENDS_WITHIN_MS)) !== 'under way')
        faults.push(`${place} did not start`)
    const since = await proposed(SINCE, false)
    const [byWebhook, byKafka] = cluster.told
    for (const [channel, told] of [
      ['a webhook', byWebhook],
      ['Kafka', byKafka],
    ] as const) {
      if (!told.some((one) => one.includes('history-replaced')))
        faults.push(`${channel} was not told that it was put back`)
      const missed = since.filter((id) => !told.some((one) => one.includes(id)))
      if (missed.length > 0) faults.push(`${channel} missed ${String(missed.length)} of ${String(SINCE)} since`)
    }
    return { told: `refused, and started with ${code}`, faults: [...faults, ...(await goesOn(cluster))] }
  },
}
