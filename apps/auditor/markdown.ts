/** Markdown in which what people wrote stays what people wrote: it makes no heading, link or table of its own, and hides nothing. */
import { linesIn } from './lines.ts'
import { harmless } from './screen.ts'

/** What Markdown would read as its own (CommonMark 2.4: each may be escaped), and HTML. */
const SPECIAL = /[\\`*_{}[\]<>#|~&!]/g
/** What it would read as a list, a heading's underline or a rule, at the start of a line. */
const AT_THE_START = /^\s*(?:([-+=])|(\d{1,9})([.)]))/

/** A text on one line. */
export const plainly = (text: string): string =>
  harmless(text)
    .replace(SPECIAL, '\\$&')
    .replace(AT_THE_START, (_, sign?: string, digits?: string, behind?: string) =>
      sign === undefined ? `${digits ?? ''}\\${behind ?? ''}` : `\\${sign}`,
    )
    .trim()

/** Someone's own words, line by line. */
export const quoted = (text: string): string =>
  linesIn(text)
    .map((line) => `> ${plainly(line)}`.trimEnd())
    .join('\n')

/** A table; cells are Markdown already. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Code: ids and hashes, which must be copied as they are. */
export const exactly = (text: string): string => `\`${harmless(text).replaceAll('`', '')}\``
