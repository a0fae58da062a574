/** Every suite by its name. */
import type { Row } from './results.ts'

export const SUITES: Readonly<Record<string, () => Promise<(rounds: number) => Promise<readonly Row[]>>>> = {
  append: async () => (await import('./suites/append.ts')).append,
  load: async () => (await import('./suites/load.ts')).load,
  replay: async () => (await import('./suites/replay.ts')).replay,
  rebuild: async () => (await import('./suites/rebuild.ts')).rebuild,
  http: async () => (await import('./suites/http.ts')).http,
  validate: async () => (await import('./suites/validate.ts')).validate,
  relay: async () => (await import('./suites/relay.ts')).relay,
  access: async () => (await import('./suites/access.ts')).access,
  fairness: async () => (await import('./suites/fairness.ts')).fairness,
  judging: async () => (await import('./suites/judging.ts')).judging,
  ticking: async () => (await import('./suites/ticking.ts')).ticking,
  due: async () => (await import('./suites/due.ts')).due,
  eventstoredb: async () => (await import('./suites/eventstoredb.ts')).eventstoredb,
}
