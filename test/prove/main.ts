/** `npm run prove -- concurrency|idempotency|projection|engines|relay|webhooks|feed|ssrf|grounds|access|withholding|decisions|deadlines|closing|outages [--trials N] [--seed N] [--only WORDS] [--plant] [--json FILE]`: a promise tried many times. Exit status 1 where it was broken. */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Asked, Proof } from './proof.ts'

interface Provable {
  readonly trials: number
  readonly load: () => Promise<(asked: Asked) => Promise<Proof>>
}

const PROOFS: Readonly<Record<string, Provable>> = {
  concurrency: { trials: 20_000, load: async () => (await import('./concurrency.ts')).proveConcurrency },
  idempotency: { trials: 2_000, load: async () => (await import('./idempotency.ts')).proveIdempotency },
  projection: { trials: 200, load: async () => (await import('./projection.ts')).proveProjection },
  relay: { trials: 20_000, load: async () => (await import('./relay.ts')).proveRelay },
  webhooks: { trials: 20_000, load: async () => (await import('./webhooks.ts')).proveWebhooks },
  feed: { trials: 20_000, load: async () => (await import('./feed.ts')).proveFeed },
  ssrf: { trials: 1_000, load: async () => (await import('./ssrf.ts')).proveSsrf },
  grounds: { trials: 5_000, load: async () => (await import('./grounds.ts')).proveGrounds },
  access: { trials: 20_000, load: async () => (await import('./access.ts')).proveAccess },
  withholding: { trials: 10_000, load: async () => (await import('./withholding.ts')).proveWithholding },
  decisions: { trials: 10_000, load: async () => (await import('./decisions.ts')).proveDecisions },
  deadlines: { trials: 200, load: async () => (await import('./deadlines.ts')).proveDeadlines },
  closing: { trials: 5_000, load: async () => (await import('./closing.ts')).proveClosing },
  outages: { trials: 1_000, load: async () => (await import('./outages.ts')).proveOutages },
  engines: { trials: 2_000, load: async () => (await import('./engines.ts')).proveEngines },
}
const USAGE = `usage: npm run prove -- ${Object.keys(PROOFS).join('|')} [--trials N] [--seed N] [--only WORDS] [--plant] [--json FILE]\n`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    trials: { type: 'string' },
    /** Of `access`, `withholding` and `deadlines`: a run that was had before. */
    seed: { type: 'string' },
    /** Of `outages`: those of such names alone. */
    only: { type: 'string' },
    plant: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
})
const [name = ''] = positionals
const provable = Object.hasOwn(PROOFS, name) ? PROOFS[name] : undefined
const trials = Number(values.trials ?? provable?.trials)
if (provable === undefined || positionals.length > 1 || !Number.isInteger(trials) || trials < 10) {
  process.stderr.write(USAGE)
  process.exit(2)
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
if (values.plant) say('with a planted fault: it must fail')
const prove = await provable.load()
const beganMs = performance.now()
const proof = await prove({
  trials,
  planted: values.plant,
  say,
  ...(values.seed !== undefined && { seed: Number(values.seed) }),
  ...(values.only !== undefined && { only: values.only }),
})
const seconds = Math.round((performance.now() - beganMs) / 1000)
say(JSON.stringify(proof.details))
say(
  `${proof.promise}: ${String(proof.trials)} trials, ${String(proof.failures)} failures, in ${String(seconds)} s` +
    (values.plant && proof.failures === 0 ? '; THE PLANTED FAULT WENT UNNOTICED' : ''),
)
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(proof, null, 2)}\n`)
process.exit(proof.failures === 0 ? 0 : 1)
