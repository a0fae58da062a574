/** Readiness agrees: who cannot have an engine says so, and names what of it is missing. */
import { answerOf } from './asked-until-answered.ts'
import type { EngineName } from './engine-probe.ts'
import { until } from './partners.ts'

/** As readiness names what cannot be had: sealed values are of the event store. */
const NAMED = {
  eventStore: /"part":"event store"/,
  reads: /"part":"read store"/,
  keys: /"part":"(key vault|event store)"/,
} as const

/** @returns a fault for each of these APIs that did not say in that time that it cannot have the engine */
export async function readyWithout(
  name: Exclude<EngineName, 'kafka'>,
  urls: readonly string[],
  forMs: number,
): Promise<readonly string[]> {
  const saysSo = async (url: string) => {
    const { status, text } = await answerOf(`${url}/health/ready`)
    return status === 503 && NAMED[name].test(text)
  }
  const found = await Promise.all(
    urls.map((url) =>
      until(() => saysSo(url), forMs).then(
        () => [],
        () => ['ready all the while'],
      ),
    ),
  )
  return found.flat()
}
