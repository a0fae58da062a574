/** The table of ages, as `docs/privacy.md` has it. */
import { AGE_BOUNDS, AGES_BY_LAW, type AgeByLaw } from '../../libs/municipality/ages-by-law.ts'

const whose = ({ sight, age }: AgeByLaw): string =>
  sight === 'own-sight' ? `themselves, from ${String(age)} on` : `parents and guardians, until ${String(age)}`

const between = ({ domain, sight }: AgeByLaw): string => {
  const bounds = AGE_BOUNDS.find((one) => one.domain === domain && one.sight === sight)
  if (bounds === undefined) return ''
  const { atLeast, atMost, article } = bounds
  return atLeast === atMost ? `no other (${article})` : `${String(atLeast)} to ${String(atMost)} (${article})`
}

export const agesInMarkdown = (): string =>
  [
    '| law (domain) | who reads | article | in force from | confirmed | may be set to |',
    '|---|---|---|---|---|---|',
    ...AGES_BY_LAW.map(
      (row) =>
        `| \`${row.domain}\` | ${whose(row)} | ${row.article} | ${row.inForceFrom} | ${row.confirmed ? 'yes' : 'to be confirmed'} | ${between(row)} |`,
    ),
  ].join('\n')
