/** Commands that run while an engine is not there, or goes away under them: each ends with a status and a reason, and waits for nobody for ever. */
import { setTimeout as pause } from 'node:timers/promises'
import type { ClusterThatLoses } from '../support/cluster-that-loses.ts'
import { running, type Program } from '../support/cluster-processes.ts'
import type { EngineName } from '../support/engine-probe.ts'
import { endedBadly, type Trial } from './outages-in-words.ts'

const ENDS_WITHIN_MS = 30_000
/** On an engine that takes two seconds an answer it is not done by then. */
const MIDWAY_AFTER_MS = 4_000

const COMMANDS = {
  rebuild: ({ settings }: ClusterThatLoses): Program => ({
    program: ['dist/apps/projector/rebuild.js', 'all'],
    env: settings,
  }),
  topics: ({ settings, engines }: ClusterThatLoses): Program => ({
    program: ['dist/apps/relay/topics.js'],
    env: { ...settings, SAMENSPEL_KAFKA_BROKERS: engines.kafka.brokers.join(), SAMENSPEL_KAFKA_REPLICAS: '1' },
  }),
  auditor: (cluster: ClusterThatLoses): Program => ({
    program: [
      'dist/apps/auditor/main.js',
      'replay',
      cluster.quiet.planId,
      '--api',
      `${cluster.processes.urls[0] ?? ''}/v1`,
    ],
    env: { SAMENSPEL_TOKEN: cluster.auditorsToken() },
  }),
}
type Command = keyof typeof COMMANDS

const NEEDS: readonly (readonly [Command, EngineName])[] = [
  ['rebuild', 'eventStore'],
  ['rebuild', 'reads'],
  ['rebuild', 'keys'],
  ['topics', 'reads'],
  ['topics', 'kafka'],
  ['auditor', 'eventStore'],
]

const without = (command: Command, name: EngineName, how: 'killed' | 'half-open'): Trial => ({
  named: `${command} without ${name} (${how})`,
  async run(cluster) {
    await cluster.engines[name].goes(how)
    const one = running(COMMANDS[command](cluster))
    const ended = await Promise.race([one.ended, pause(ENDS_WITHIN_MS, undefined, { ref: false })])
    one.signal('SIGKILL')
    await cluster.engines[name].comesBack(how)
    await cluster.answersAProbe(name)
    return { told: saidOf(ended), faults: endedBadly(ended) }
  },
})

const losing = (command: Command, name: EngineName): Trial => ({
  named: `${command} losing ${name} midway`,
  async run(cluster) {
    const engine = cluster.engines[name]
    await engine.goes('slow')
    const one = running(COMMANDS[command](cluster))
    await pause(MIDWAY_AFTER_MS)
    const wasDone = one.hasEnded()
    await engine.goes('half-open')
    const ended = await Promise.race([one.ended, pause(ENDS_WITHIN_MS, undefined, { ref: false })])
    one.signal('SIGKILL')
    await engine.comesBack('slow')
    await engine.comesBack('half-open')
    await cluster.answersAProbe(name)
    return { told: saidOf(ended), faults: [...(wasDone ? ['it was done before'] : []), ...endedBadly(ended)] }
  },
})

const saidOf = (ended: Awaited<ReturnType<typeof running>['ended']> | undefined): string =>
  ended === undefined
    ? 'it did not end'
    : `ended with ${String(ended.status)} after ${String(ended.afterMs)} ms: ${ended.said.trim().split('\n').at(-1)?.slice(0, 160) ?? ''}`

export const TRIALS_OF_COMMANDS: readonly Trial[] = [
  ...NEEDS.flatMap(([command, name]) => [without(command, name, 'killed'), without(command, name, 'half-open')]),
  ...NEEDS.map(([command, name]) => losing(command, name)),
]
