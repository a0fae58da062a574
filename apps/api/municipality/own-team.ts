/** Of the municipality itself no organisation is named: a team of it is the same, whether its own is said or not. */
import type { Team } from '../../../libs/municipality/second-readers.ts'

export const ofOwn = ({ organisation, team }: Team, oin: string): Team => ({
  ...(organisation !== undefined && organisation !== oin && { organisation }),
  ...(team !== undefined && { team }),
})
