/** What changed in a plan between two points: in words, and as data. */
import { changesThen, planThen } from './answers.ts'
import type { Api } from './api.ts'
import type { Asked, Point } from './arguments.ts'
import type { Language } from './command-line.ts'
import { changeAsLines } from './lines.ts'
import type { Screen } from './screen.ts'

type CompareAsked = Extract<Asked, { command: 'compare' }>

export async function compare(asked: CompareAsked, api: Api, screen: Screen, language: Language): Promise<void> {
  const { plan, json } = asked
  const from = await revisionAt(asked.from, plan, api)
  const to = await revisionAt(asked.to, plan, api)
  const answer = await api.get(`/plans/${plan}/history/changes`, { from, to })
  const { words, data } = changesThen(answer)
  if (json) return screen.json(answer)
  await screen.line(HEADING[language](plan, from, to))
  await screen.line()
  for (const said of words) await screen.line(`${String(said.revision)}  ${said.at}  ${said[language]}`)
  await screen.line()
  await screen.line(data.length === 0 ? NOTHING[language] : CHANGED[language])
  for (const line of data.flatMap((change) => changeAsLines(change, language))) await screen.line(`  ${line}`)
}

async function revisionAt(point: Point, plan: string, api: Api): Promise<number> {
  return 'revision' in point ? point.revision : planThen(await api.get(`/plans/${plan}`, { at: point.at })).revision
}

const HEADING = {
  nl: (plan: string, from: number, to: number) =>
    `Plan ${plan}: wat er gebeurde na revisie ${String(from)}, tot en met ${String(to)}`,
  en: (plan: string, from: number, to: number) =>
    `Plan ${plan}: what happened after revision ${String(from)}, up to ${String(to)}`,
} as const
const CHANGED = { nl: 'Wat er veranderde:', en: 'What changed:' } as const
const NOTHING = { nl: 'Er veranderde niets.', en: 'Nothing changed.' } as const
