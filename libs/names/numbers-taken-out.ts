/** Birth dates and citizen service numbers of known people taken out of a text, in the ways they are usually written. */
import { NAME_TAKEN_OUT } from './names-taken-out.ts'

export interface Numbers {
  /** Calendar dates, `YYYY-MM-DD`. */
  readonly birthDates: readonly string[]
  /** Nine digits each. */
  readonly bsns: readonly string[]
}

export function numbersTakenOut({ birthDates, bsns }: Numbers): (text: string) => string {
  const ways = [...birthDates.flatMap(waysToWrite), ...bsns.filter((bsn) => /^\d+$/.test(bsn)).map(inGroups)]
  if (ways.length === 0) return (text) => text
  const any = new RegExp(`(?<![\\d])(?:${[...new Set(ways)].join('|')})(?![\\d])`, 'giu')
  return (text) => text.replace(any, NAME_TAKEN_OUT)
}

const inGroups = (digits: string) => Array.from(digits).join('[ .\\-\\u00a0]?')

function waysToWrite(date: string): readonly string[] {
  const [year, month, day] = date.split('-')
  const names = MONTHS[Number(month) - 1]
  if (year === undefined || month === undefined || day === undefined || names === undefined) return []
  const [d, m, y] = [zeroOrNot(day), zeroOrNot(month), `(?:${year}|'?${year.slice(2)})`]
  const between = '[ ]?[-/.][ ]?'
  const word = `(?:${names.join('|')})\\.?`
  return [
    `${year}${between}${m}${between}${d}`,
    `${d}${between}${m}${between}${y}`,
    `${year}${month}${day}`,
    `${day}${month}${year}`,
    `${d}(?:e|th|st|nd|rd)?[ -]${word}[ -]${y}`,
    `${word} ${d}(?:th|st|nd|rd)?,? ${year}`,
  ]
}

const zeroOrNot = (number: string) => (number.startsWith('0') ? `0?${number.slice(1)}` : number)

const MONTHS = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'feb'],
  ['maart', 'march', 'mrt', 'mar'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['augustus', 'august', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
]
