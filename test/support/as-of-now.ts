/** The header that asks a list for all that was written until now, by whoever. */
import type { Town } from './story.ts'

export const asOfNow = async ({ system }: Pick<Town, 'system'>): Promise<{ readonly 'consistent-after': string }> => ({
  'consistent-after': await system.positions.token((await system.store.head()) ?? '0'),
})
