/** On what grounds something may be withheld, what is not withheld in the same breath and why, and what answers who asks, as `docs/privacy.md` has it. */
import { ROWS } from '../../libs/plan/parts.ts'
import { ANSWER_TO_WHO_ASKS, WHAT_THEY_CAN_DO } from '../../libs/plan/visibility/answer-to-who-asks.ts'
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

/** What takes no `withhold`, by why. */
export function takesNoWithholdingInMarkdown(): string {
  const rows = [...ROWS].flatMap(([type, row]) => (row.makesContent ? [] : [{ type, because: row.because }]))
  return [
    '| commands that take no `withhold` | because |',
    '|---|---|',
    ...[...Map.groupBy(rows, ({ because }) => because)].map(
      ([because, some]) => `| ${some.map(({ type }) => `\`${type}\``).join(', ')} | ${because} |`,
    ),
  ].join('\n')
}

export const answerToWhoAsksInMarkdown = (): string =>
  [
    ANSWER_TO_WHO_ASKS.nl,
    ANSWER_TO_WHO_ASKS.en,
    [
      '| remedy | law | nl | en |',
      '|---|---|---|---|',
      ...WHAT_THEY_CAN_DO.map(({ remedy, law, words }) => `| \`${remedy}\` | ${law} | ${words.nl} | ${words.en} |`),
    ].join('\n'),
  ].join('\n\n')
