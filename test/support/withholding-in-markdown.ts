/** On what grounds something may be withheld, as `docs/privacy.md` has it. */
import { MAY_BE_SILENT, WITHHOLDING_GROUNDS, WITHHOLDING_LAWS } from '../../libs/plan/visibility/visibility.ts'

export const withholdingInMarkdown = (): string =>
  [
    '| ground | law | confirmed | may be silent |',
    '|---|---|---|---|',
    ...WITHHOLDING_GROUNDS.map((ground) => {
      const { law, confirmed } = WITHHOLDING_LAWS[ground]
      return `| \`${ground}\` | ${law} | ${confirmed ? 'yes' : 'to be confirmed'} | ${MAY_BE_SILENT.includes(ground) ? 'yes' : 'no'} |`
    }),
  ].join('\n')
