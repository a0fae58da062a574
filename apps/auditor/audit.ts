/** The auditor's tool: replays plans, compares points in them and writes dossiers, over HTTP, with an auditor's own token. Verifying proofs is not here yet. */
import { ApiProblem, apiAt, Enough, NoAnswer } from './api.ts'
import { argumentsIn, type Asked } from './arguments.ts'
import type { Access, Api } from './api.ts'
import type { Language } from './command-line.ts'
import { compare } from './compare.ts'
import { dossier } from './dossier.ts'
import { draw } from './draw.ts'
import { Unwritten } from '../../libs/progress/standard-output.ts'
import { BrokenHistory } from './history.ts'
import { replay } from './replay.ts'
import { NobodyReads, type Screen } from './screen.ts'

export interface Circumstances {
  readonly env: NodeJS.ProcessEnv
  /** How long a replay that follows waits before it asks again. */
  readonly followEveryMs?: number
}

const FOLLOW_EVERY_MS = 2_000

export const USAGE = `Usage: npm run --silent auditor -- COMMAND
  replay PLAN [--from N] [--at MOMENT | --revision N | --follow] [--step] [--json]
  compare PLAN FROM TO [--json]            FROM, TO: revisions (-1: before anything) or moments
  dossier PLAN DEVIATION --out DIR
  draw --domain DOMAIN --seed HEX [--excluded ID,ID] [--pool FILE | --version N]
Always: [--api http://127.0.0.1:8080/v1] [--activity log-verification] [--lang nl|en] [--token-file FILE] [--help]
The token is that of an auditor, in SAMENSPEL_TOKEN or a file. Content opens only under an inspection, as
--activity inspection-youth. Exit status: 0 all is well, 1 it is not, 2 the arguments are wrong.`

/** @returns the exit status */
export async function audit(args: readonly string[], screen: Screen, circumstances: Circumstances): Promise<0 | 1 | 2> {
  const read = argumentsIn(args, circumstances.env)
  try {
    if (read.are === 'for-help') {
      for (const line of USAGE.split('\n')) await screen.line(line)
      await screen.written()
      return 0
    }
    if (read.are === 'wrong') {
      for (const line of [...read.faults, ...USAGE.split('\n')]) screen.note(line)
      return 2
    }
    const isWell = await carriedOut(read.asked, read.access, screen, circumstances)
    await screen.written()
    return isWell ? 0 : 1
  } catch (fault) {
    if (fault instanceof Enough || fault instanceof NobodyReads) return 0
    const language = read.are === 'right' ? read.access.language : read.language
    for (const line of faultAsLines(fault, language)) screen.note(line)
    return 1
  } finally {
    screen.close()
  }
}

async function carriedOut(
  asked: Asked,
  access: Access,
  screen: Screen,
  { followEveryMs: everyMs = FOLLOW_EVERY_MS }: Circumstances,
): Promise<boolean> {
  const api: Api = apiAt(access, screen)
  const { language } = access
  switch (asked.command) {
    case 'replay':
      return replay(asked, { api, screen, language, everyMs })
    case 'compare':
      await compare(asked, api, screen, language)
      return true
    case 'dossier':
      return dossier(asked, access, api, screen)
    case 'draw':
      await draw(asked, api, screen, language)
      return true
  }
}

function faultAsLines(fault: unknown, language: Language): readonly string[] {
  if (fault instanceof ApiProblem) {
    const { status, title, detail, faults } = fault
    return [`${String(status)} ${title}`, ...(detail === undefined ? [] : [detail]), ...faults]
  }
  if (fault instanceof NoAnswer) return [NO_ANSWER[language](fault.message)]
  if (fault instanceof Unwritten) return [UNWRITTEN[language](fault.why)]
  if (fault instanceof BrokenHistory) return [BROKEN[language](fault.missing)]
  return [fault instanceof Error ? fault.message : String(fault)]
}

const NO_ANSWER = {
  nl: (why: string) => `Geen bruikbaar antwoord: ${why}`,
  en: (why: string) => `No usable answer: ${why}`,
} as const
const UNWRITTEN = {
  nl: (why: string) => `Niet alles kon worden weggeschreven: ${why}`,
  en: (why: string) => `Not everything could be written: ${why}`,
} as const
const BROKEN = {
  nl: (missing: number) => `LET OP: revisie ${String(missing)} ontbreekt in de geschiedenis die de API geeft.`,
  en: (missing: number) => `MIND: revision ${String(missing)} is missing from the history that the API gives.`,
} as const
