/** `npm run bench -- append|load|replay|rebuild|http|validate|relay|fairness|access|judging|ticking|due|eventstoredb [--rounds N] [--json FILE]`: our figures beside others' and the physical limit, in one run. */
import { parseArgs } from 'node:util'
import { machine } from './machine.ts'
import { asTable, writeJson, type Row } from './results.ts'
import { installPeers } from './work/peers.ts'

const SUITES: Readonly<Record<string, () => Promise<(rounds: number) => Promise<readonly Row[]>>>> = {
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
/** Measured beside what is a dependency of ours anyway. */
const WITHOUT_PEERS: readonly string[] = ['relay', 'fairness', 'access', 'judging', 'ticking', 'due', 'eventstoredb']

const USAGE = `usage: npm run bench -- ${Object.keys(SUITES).join('|')} [--rounds N] [--json FILE]`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '10' }, json: { type: 'string' } },
})
const [suite = ''] = positionals
const load = Object.hasOwn(SUITES, suite) ? SUITES[suite] : undefined
const rounds = Number(values.rounds)
if (load === undefined || positionals.length > 1 || !Number.isInteger(rounds) || rounds < 1 || rounds > 100) {
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}

try {
  if (!WITHOUT_PEERS.includes(suite)) installPeers()
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
}
const results = { suite, machine: machine(), rows: await (await load())(rounds) }
const { cpus, model, memoryGiB, system, node, fileSystem } = results.machine
process.stdout.write(
  `${asTable(results.rows)}\n\n${String(rounds)} rounds; ${String(cpus)} × ${model}, ${String(memoryGiB)} GiB, ${system}, Node ${node}, ${fileSystem}\n`,
)
if (values.json !== undefined) writeJson(values.json, results)
process.exit(0)
