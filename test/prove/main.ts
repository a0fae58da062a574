/** `npm run prove -- concurrency|idempotency|projection|engines|relay|webhooks|feed|ssrf|grounds|access|withholding|decisions|deadlines|closing|outages [--trials N] [--seed N] [--only WORDS] [--plant] [--json FILE]`: a promise tried many times. Exit status 1 where it was broken, 3 where its trials could not be done. */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { proved } from './proof.ts'
import { isProof, PROOFS } from './proofs.ts'

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
const trials = Number(values.trials ?? (isProof(name) ? PROOFS[name].trials : undefined))
if (!isProof(name) || positionals.length > 1 || !Number.isInteger(trials) || trials < 10) {
  process.stderr.write(USAGE)
  process.exit(2)
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
if (values.plant) say('with a planted fault: it must fail')
const beganMs = performance.now()
const proof = await proved(PROOFS[name], {
  trials,
  planted: values.plant,
  say,
  ...(values.seed !== undefined && { seed: Number(values.seed) }),
  ...(values.only !== undefined && { only: values.only }),
}).catch((fault: unknown) => {
  process.stderr.write(
    `the trials could not be done: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`,
  )
  process.exit(3)
})
const seconds = Math.round((performance.now() - beganMs) / 1000)
say(JSON.stringify(proof.details))
say(
  `${proof.promise}: ${String(proof.trials)} trials, ${String(proof.failures)} failures, in ${String(seconds)} s` +
    (values.plant && proof.failures === 0 ? '; THE PLANTED FAULT WENT UNNOTICED' : ''),
)
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(proof, null, 2)}\n`)
process.exit(proof.failures === 0 ? 0 : 1)
