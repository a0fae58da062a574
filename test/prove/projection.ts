/** Projectors killed again and again: the rows they leave are those that a rebuild from zero makes. A trial is a kill; a failure is a row that differs. */
import { isDeepStrictEqual } from 'node:util'
import { killedCatchingUp, killedRebuilding, type Survived } from '../../libs/read-store/testing/killing.ts'
import { plant, progress, type Asked, type Proof } from './proof.ts'

/** One in five dies while it makes rows anew. */
const REBUILDING = 0.2

export async function proveProjection({ trials, planted, say }: Asked): Promise<Proof> {
  const killing = { onKill: progress(trials, say), ...(planted && { preload: plant('checkpoint-before-rows') }) }
  const rebuilding = Math.max(1, Math.round(trials * REBUILDING))
  say(`${String(trials)} kills, ${String(rebuilding)} of them while rows are made anew`)
  const caughtUp = await killedCatchingUp({ ...killing, kills: trials - rebuilding })
  const rebuilt = await killedRebuilding({ ...killing, kills: rebuilding })
  const survived = [caughtUp, rebuilt]
  const applied = Number(caughtUp.left?.position ?? 0)
  if (applied === 0 || rebuilt.lastBegun < 2) throw new Error('they died before they did anything')
  return {
    promise: 'the rows that killed projectors leave are those of a rebuild from zero',
    trials,
    failures: survived.map(rowsThatDiffer).reduce((one, other) => one + other),
    details: {
      rows: survived.map(({ asFromZero: { lamps, switchings } }) => lamps.length + switchings.length),
      appliedBeforeTheLastKill: applied,
      generationsPutInPlace: (rebuilt.left?.generation ?? 1) - 1,
    },
  }
}

function rowsThatDiffer({ rows, asFromZero }: Survived): number {
  const byKey = ({ lamps, switchings }: Survived['rows']) =>
    new Map<string, unknown>([
      ...lamps.map((row) => [row.lamp, row] as const),
      ...switchings.map((row) => [`${row.lamp}/${String(row.time)}`, row] as const),
    ])
  const [these, those] = [byKey(rows), byKey(asFromZero)]
  return [...new Set([...these.keys(), ...those.keys()])].filter(
    (key) => !isDeepStrictEqual(these.get(key), those.get(key)),
  ).length
}
