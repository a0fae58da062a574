/** Whether there is a container engine: asked once a run, before the tests, because loading what asks takes longer than most suites. */
const HAS_CONTAINER_ENGINE = 'HAS_CONTAINER_ENGINE'

export async function hasContainerEngine(): Promise<boolean> {
  const known = process.env[HAS_CONTAINER_ENGINE]
  if (known !== undefined) return known === 'yes'
  const { getContainerRuntimeClient } = await import('testcontainers')
  const isThere = await getContainerRuntimeClient().then(
    () => true,
    () => false,
  )
  process.env[HAS_CONTAINER_ENGINE] = isThere ? 'yes' : 'no'
  return isThere
}
