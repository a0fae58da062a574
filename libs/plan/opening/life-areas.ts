/** The thirteen life areas of the Zelfredzaamheid-Matrix (ZRM 2017). */
export const LIFE_AREAS = [
  'finances',
  'work-and-education',
  'time-use',
  'housing',
  'domestic-relations',
  'mental-health',
  'physical-health',
  'substance-use',
  'basic-adl',
  'instrumental-adl',
  'social-network',
  'participation-in-society',
  'justice',
] as const
export type LifeArea = (typeof LIFE_AREAS)[number]
