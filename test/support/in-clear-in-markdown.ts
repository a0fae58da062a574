/** The table of what stands in clear, as `docs/auditors.md` has it. */
import { IN_CLEAR, ROUND_EVERY_EVENT, WHETHER } from '../../libs/access/in-clear.ts'
import { ID, ONCE, type Fields, type Why } from '../../libs/deciding/in-clear.ts'

/** Each reason with the fields it is given for, in the order of the table. */
function byReason(
  found: readonly { readonly field: string; readonly why: Why }[],
): ReadonlyMap<Why, readonly string[]> {
  const reasons = new Map<Why, Set<string>>()
  for (const { field, why } of found) reasons.set(why, (reasons.get(why) ?? new Set()).add(`\`${field}\``))
  return new Map([...reasons].map(([why, fields]) => [why, [...fields]]))
}

const fieldsOf = (table: Readonly<Record<string, Fields>>) =>
  Object.entries(table).flatMap(([type, fields]) =>
    Object.entries(fields).flatMap(([field, why]) =>
      typeof why === 'string'
        ? [{ field: why === ID ? field : `${type}.${field}`, why }]
        : Object.entries(why).map(([part, because]) => ({
            field: because === ID ? `${field}.${part}` : `${type}.${field}.${part}`,
            why: because,
          })),
    ),
  )

const table = (head: string, reasons: ReadonlyMap<Why, readonly string[]>): string =>
  [`| ${head} | why |`, '|---|---|', ...[...reasons].map(([why, fields]) => `| ${fields.join(', ')} | ${why} |`)].join(
    '\n',
  )

export const inClearInMarkdown = (): string =>
  [
    table('round every event', byReason(Object.entries(ROUND_EVERY_EVENT).map(([field, why]) => ({ field, why })))),
    table('of an event itself', byReason(fieldsOf(IN_CLEAR).filter(({ why }) => why !== ONCE))),
    table('of version 1', byReason(fieldsOf(IN_CLEAR).filter(({ why }) => why === ONCE))),
    table(
      'sealed, and there or not',
      byReason(
        Object.entries(WHETHER).flatMap(([type, rows]) =>
          Object.entries(rows).map(([path, why]) => ({ field: `${type}.${path.replaceAll('/', '.')}`, why })),
        ),
      ),
    ),
  ].join('\n\n')
