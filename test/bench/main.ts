/** `npm run bench -- append|load|replay|rebuild|http|validate|relay|fairness|access|judging|ticking|due|eventstoredb [--rounds N] [--small] [--json FILE]`: our figures beside others' and the physical limit, in one run. */
import { parseArgs } from 'node:util'
import { machine } from './machine.ts'
import { asTable, writeJson } from './results.ts'
import { SUITES } from './suites.ts'
import { installPeers } from './work/peers.ts'
import { beSmall } from './work/size.ts'

/** Measured beside what is a dependency of ours anyway. */
const WITHOUT_PEERS: readonly string[] = ['relay', 'fairness', 'access', 'judging', 'ticking', 'due', 'eventstoredb']

const USAGE = `usage: npm run bench -- ${Object.keys(SUITES).join('|')} [--rounds N] [--small] [--json FILE]`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '10' },
    /** A round of little, and no peers: whether it runs. */
    small: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
})
const [suite = ''] = positionals
const load = Object.hasOwn(SUITES, suite) ? SUITES[suite] : undefined
const rounds = values.small ? 1 : Number(values.rounds)
if (load === undefined || positionals.length > 1 || !Number.isInteger(rounds) || rounds < 1 || rounds > 100) {
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}

if (values.small) beSmall()
try {
  if (!values.small && !WITHOUT_PEERS.includes(suite)) installPeers()
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
}
const results = { suite, machine: machine(), rows: await (await load())(rounds) }
const { cpus, model, memoryGiB, system, node, fileSystem } = results.machine
if (values.small) process.stdout.write('A small run: it shows that all of it runs, and no figure.\n')
process.stdout.write(
  `${asTable(results.rows)}\n\n${String(rounds)} rounds; ${String(cpus)} × ${model}, ${String(memoryGiB)} GiB, ${system}, Node ${node}, ${fileSystem}\n`,
)
if (values.json !== undefined) writeJson(values.json, results)
process.exit(0)
