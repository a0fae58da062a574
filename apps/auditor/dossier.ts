/** The dossier of one deviation as two files: Markdown to read, JSON to keep. Draws are drawn again on the way. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dossier as dossierIn } from './answers.ts'
import type { Access, Api } from './api.ts'
import type { Asked } from './arguments.ts'
import { allDrawnAgain, poolsOf } from './draw.ts'
import { storedFactsIn } from './envelopes.ts'
import { dossierAsMarkdown, type Provenance } from './dossier-as-markdown.ts'
import { harmlessJson, type Screen } from './screen.ts'

/** @returns whether every draw that could be drawn again came out the same */
export async function dossier(
  { plan, deviation, out }: Extract<Asked, { command: 'dossier' }>,
  { base, activity, language }: Access,
  api: Api,
  screen: Screen,
): Promise<boolean> {
  const answer = await api.get(`/plans/${plan}/deviations/${deviation}/dossier`)
  const read = dossierIn(answer)
  const draws = await allDrawnAgain(read.events, poolsOf(api), storedFactsIn(api, plan))
  const made: Provenance = { madeAt: new Date().toISOString(), api: base, activity }

  mkdirSync(out, { recursive: true, mode: 0o700 })
  const written = {
    'dossier.md': dossierAsMarkdown(read, draws, made, language),
    'dossier.json': `${harmlessJson({ ...made, draws, dossier: answer }, 2)}\n`,
  }
  for (const [name, text] of Object.entries(written)) {
    writeWhole(join(out, name), text)
    await screen.line(join(out, name))
  }
  for (const { revision, reader, again } of draws.filter(({ verdict }) => verdict === 'differs'))
    screen.note(DIFFERS[language](revision, reader, again ?? '—'))
  return draws.every(({ verdict }) => verdict !== 'differs')
}

/** Whole or not at all, and for nobody else's eyes: it may hold what was opened for an inspection. */
function writeWhole(file: string, text: string): void {
  const whole = `${file}.${randomUUID()}`
  try {
    writeFileSync(whole, text, { mode: 0o600, flag: 'wx', flush: true })
    renameSync(whole, file)
  } finally {
    rmSync(whole, { force: true })
  }
}

const DIFFERS = {
  nl: (revision: number, reader: string, again: string) =>
    `LET OP: bij revisie ${String(revision)} is ${reader} geloot; opnieuw geloot is het ${again}.`,
  en: (revision: number, reader: string, again: string) =>
    `MIND: at revision ${String(revision)} ${reader} was drawn; drawn again it is ${again}.`,
} as const
