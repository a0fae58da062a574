/** Who helps under which law here and now, and what an organisation was referred to, said in sentences and from the events alone. */
import type { LegalDomain } from '../../deciding/domains.ts'
import type { Asker } from '../grounds.ts'
import type { Told } from './departures-in-sentences.ts'
import { forGoalsNow, hasTheLaw } from './scopes-in-sentences.ts'
import { events, type Of } from './who-works-in-sentences.ts'

export const LAW_OF: Readonly<Record<string, LegalDomain>> = {
  'youth-support': 'youth',
  'social-support': 'wmo',
  'participation-support': 'participation',
}

/** The law someone helps under here and now, for the activity they name. */
export const lawOfWork = ({ id, role, activity }: Asker, told: Told): LegalDomain | undefined => {
  if (role !== 'professional' && role !== 'coordinator') return undefined
  const law = LAW_OF[activity]
  if (law === undefined) return undefined
  const ended = new Set(events(told, 'ProfessionalLeft').map(({ joining }) => joining))
  const hasJoined = events(told, 'ProfessionalJoined').some(
    (one) =>
      one.professional === id &&
      one.activity === activity &&
      one.domain === law &&
      one.until >= told.at &&
      !ended.has(one.joining) &&
      hasTheLaw(told, one),
  )
  return hasJoined ? law : undefined
}

/** Under a law, or with goals under it. */
export const helpsHere = (asker: Asker, told: Told): boolean =>
  lawOfWork(asker, told) !== undefined ||
  (LAW_OF[asker.activity] !== undefined &&
    ['professional', 'coordinator'].includes(asker.role) &&
    forGoalsNow(told, (one) => one.professional === asker.id && one.activity === asker.activity).length > 0)

/** The referrals to an organisation that are open here and now: neither declined nor ended nor past their date. */
export const openTo = ({ organisation, role, activity }: Asker, told: Told): readonly Of<'ReferralMade'>[] => {
  if (role !== 'partner' || activity !== 'partner-information') return []
  const isOver = (referral: string) =>
    events(told, 'ReferralAnswered', 'ReferralEnded').some(
      (event) => event.referral === referral && (event.type === 'ReferralEnded' || event.answer === 'declined'),
    )
  return events(told, 'ReferralMade').filter(
    ({ to, until, referral }) => to === organisation && until >= told.at && !isOver(referral),
  )
}

/** The laws under which someone of an organisation helps here and now, for an activity of that law. */
export const lawsOfPartner = (asker: Asker, told: Told): ReadonlySet<string> => {
  const { organisation, role, activity } = asker
  if (role !== 'partner' || activity !== 'partner-information') return new Set()
  const ended = new Set(events(told, 'ProfessionalLeft').map(({ joining }) => joining))
  const joined = events(told, 'ProfessionalJoined').filter(
    (one) =>
      one.organisation === organisation &&
      one.until >= told.at &&
      LAW_OF[one.activity] === one.domain &&
      !ended.has(one.joining) &&
      hasTheLaw(told, one),
  )
  return new Set(joined.map(({ domain }) => domain))
}
