/** What a trial of outages is, and what is said of how a process ended. */
import type { ClusterThatLoses } from '../support/cluster-that-loses.ts'
import type { Ended } from '../support/cluster-processes.ts'

export interface Trial {
  readonly named: string
  run(cluster: ClusterThatLoses): Promise<Tried>
}

export interface Tried {
  readonly told: string
  /** Of an outage: how long after the engine's return everything went on. */
  readonly backMs?: number
  readonly faults: readonly string[]
}

/** Of what cannot go on: it ends in time, with a status and a reason. */
export function endedBadly(ended: Ended | undefined): readonly string[] {
  if (ended === undefined) return ['it did not end in time']
  return [
    ...(ended.status === 0 || ended.status === null ? [`it ended with ${String(ended.status)}`] : []),
    ...(ended.said.trim() === '' ? ['it said nothing'] : []),
  ]
}
