/** Says at the end of a run how many tests were skipped and why. With REQUIRE_ENGINES=1 one that was skipped fails the run, so that green means that everything ran. */

interface Ran {
  readonly testResults: readonly { readonly testResults: readonly { status: string; fullName: string }[] }[]
}

const REASON = /\[skipped: ([^\]]*)\]/

export default class SkippedTests {
  readonly #asked: RegExp
  #skipped = 0

  /** @param testNamePattern what `-t` asks for: tests it leaves out are no skips */
  constructor({ testNamePattern = '' }: { readonly testNamePattern?: string | undefined }) {
    this.#asked = new RegExp(testNamePattern, 'i')
  }

  onRunComplete(_contexts: unknown, { testResults }: Ran): void {
    const names = testResults
      .flatMap((file) => file.testResults)
      .filter(({ status }) => status === 'pending' || status === 'todo')
      .map(({ fullName }) => fullName)
      .filter((name) => this.#asked.test(name))
    const reasons = names.map((name) => REASON.exec(name)?.[1] ?? `without a reason: ${name}`)
    this.#skipped = names.length
    for (const reason of new Set(reasons)) {
      const count = reasons.filter((each) => each === reason).length
      process.stderr.write(`Skipped: ${String(count)} ${count === 1 ? 'test' : 'tests'}, ${reason}\n`)
    }
  }

  /** What this returns, Jest fails the run for. */
  getLastError(): Error | undefined {
    if (this.#skipped === 0 || process.env['REQUIRE_ENGINES'] !== '1') return undefined
    return new Error(`REQUIRE_ENGINES=1, and ${String(this.#skipped)} tests were skipped`)
  }
}
