/** How much of everything: enough for a figure, or so little that it only shows that all of it still runs (`--small`), also in the processes of those who take part. */

const SMALL = 'BENCH_SMALL'

export const isSmall = (): boolean => process.env[SMALL] !== undefined

/** Of this process from here on, and of those that it starts. */
export function beSmall(): void {
  process.env[SMALL] = 'yes'
}

export const sized = (enoughForAFigure: number, little: number): number => (isSmall() ? little : enoughForAFigure)

/** Of peers in a small run: what is ours is to run without them. */
export const WITHOUT_PEERS = new Error('a small run, without peers')
