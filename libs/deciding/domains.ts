/** The legal domains: the one closed list. `general` has no law of its own, so nothing about anyone's life is written under it. */
export const LEGAL_DOMAINS = ['youth', 'wmo', 'participation'] as const
export const DOMAINS = ['general', ...LEGAL_DOMAINS] as const

export type LegalDomain = (typeof LEGAL_DOMAINS)[number]
export type Domain = (typeof DOMAINS)[number]
