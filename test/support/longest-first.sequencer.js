/** The suites that take longest for engines and processes begin first: one that begins last keeps everybody waiting. Jest knows how long each took only where it ran before. JavaScript, as its types do not fit its ES module. */
import Sequencer from '@jest/test-sequencer'

const LONGEST = [
  'test/prove/proofs.spec.ts',
  'test/prove/proofs-of-telling.spec.ts',
  'test/the-relay-loses-nothing.spec.ts',
  'libs/read-store/postgres-read-store.spec.ts',
  'test/the-demo-on-a-cluster.spec.ts',
  'libs/plan/for-partner.properties.spec.ts',
  'test/nothing-is-cut-off-by-a-stop.spec.ts',
  'test/a-projector-that-stood-still.spec.ts',
  'test/the-sample-partner-learns.spec.ts',
  'test/the-partners-tour.spec.ts',
  'test/several-nodes-are-one-system.spec.ts',
  'libs/access/sight.properties.spec.ts',
  'test/the-pages.spec.ts',
]

export default class LongestFirst extends Sequencer {
  async sort(suites) {
    const isLong = ({ path }) => LONGEST.some((name) => path.endsWith(`/${name}`))
    const sorted = await super.sort(suites)
    return [...sorted.filter(isLong), ...sorted.filter((suite) => !isLong(suite))]
  }
}
