/** Who is in a plan, one and together, and what is said of who supports someone. */
import { of } from '../part.ts'

export const PEOPLE = {
  members: { one: of('gezinslid', 'member'), all: of('gezinsleden', 'members') },
  expectedChildren: { one: of('verwacht kind', 'expected child'), all: of('verwachte kinderen', 'expected children') },
  professionals: { one: of('professional', 'professional'), all: of('professionals', 'professionals') },
  representatives: { one: of('zaakwaarnemer', 'representative'), all: of('zaakwaarnemers', 'representatives') },
  supporters: { one: of('ondersteuner', 'supporter'), all: of('ondersteuners', 'supporters') },
  capacity: {
    one: of('oordeel of iemand zelf kan spreken', 'judgement of who can speak'),
    all: of('wie zelf kan spreken', 'who can speak for themselves'),
  },
} as const

export const OF_SUPPORT = {
  askedBy: of('gevraagd door', 'asked by'),
  mandated: of('met mandaat', 'mandated'),
  supporter: of('ondersteuner', 'supporter'),
} as const
