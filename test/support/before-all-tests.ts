/** Before a run: on old code it does not begin, because many suites start what was compiled; and whether there is a container engine is asked once. */
import { mustBeCompiled } from './compiled.ts'
import { hasContainerEngine } from './container-engine.ts'

interface Run {
  readonly testPathPatterns: { readonly patterns: readonly string[] }
}

export default async function beforeAllTests({ testPathPatterns }: Run): Promise<void> {
  // Who asks for some suites may ask for those that need nothing compiled; the others say it themselves.
  if (testPathPatterns.patterns.length === 0) mustBeCompiled()
  await hasContainerEngine()
}
