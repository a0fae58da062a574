/** A home to withhold things in: a helped family whose father has authority over Kim, with a colleague to consult and a privacy officer. */
import { aHelpedFamily, type HelpedFamily } from './a-helped-family.ts'
import { aTown, type Person, type Town } from './story.ts'

export const REASON = 'Kim loopt gevaar als vader dit leest'

export interface Home {
  readonly town: Town
  readonly family: HelpedFamily
  readonly plan: string
  readonly father: Person
  readonly hanna: Person
  readonly petra: Person
}

/** A family whose father has authority over Kim; Hanna works for her too, and Petra is the municipality’s privacy officer. */
export async function aHome(settings?: NodeJS.ProcessEnv): Promise<Home> {
  const town = await aTown('2026-03-02T09:00:00.000Z', settings)
  const family = await aHelpedFamily(town)
  const plan = `/plans/${family.planId}`
  const noor = town.as(family.coordinator)
  const { id } = await noor.post(`${plan}/members`, { name: 'Farid de Vries', birthDate: '1983-01-01' })
  const father = await town.person('family-member', 'Farid de Vries', { subject: id })
  const hanna = await town.person('professional', 'Hanna')
  await noor.post(`${plan}/care-team/professionals`, {
    ...{
      professional: hanna.id,
      name: 'Hanna',
      scope: 'domain',
      organisation: '00000099000000000002',
      domain: 'youth',
    },
    ...{ activity: 'youth-support', until: '2031-01-01T00:00:00Z' },
  })
  await noor.post(`${plan}/care-team/representatives`, {
    ...{ representative: father.id, name: father.name, represents: family.child.id, kind: 'parental-authority' },
    ...{ from: '2026-01-01T00:00:00Z', proof: { kind: 'brp', date: '2026-02-01' } },
  })
  return { town, family, plan, father, hanna, petra: await town.person('privacy-officer', 'Petra') }
}
