/** Who decides on what is withheld, and on what nobody decided in time: the municipality's own, alike for every family. */
import { who } from './family.ts'

export const SAFETY_OFFICER = who('safety-officer', 'Sam', 'safety-review')
export const PRIVACY_OFFICER = who('privacy-officer', 'Petra', 'privacy-oversight')
