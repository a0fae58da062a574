/** The table of ages, as `docs/privacy.md` has it. */
import { AGES_BY_LAW, type AgeByLaw } from '../../libs/municipality/ages-by-law.ts'

const whose = ({ sight, age }: AgeByLaw): string =>
  sight === 'own-sight' ? `themselves, from ${String(age)} on` : `parents and guardians, until ${String(age)}`

export const agesInMarkdown = (): string =>
  [
    '| law (domain) | who reads | article | in force from | confirmed |',
    '|---|---|---|---|---|',
    ...AGES_BY_LAW.map(
      (row) =>
        `| \`${row.domain}\` | ${whose(row)} | ${row.article} | ${row.inForceFrom} | ${row.confirmed ? 'yes' : 'to be confirmed'} |`,
    ),
  ].join('\n')
