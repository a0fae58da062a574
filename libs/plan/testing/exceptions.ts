/** That a goal is adopted without hearing the child that it affects: asked, and what comes of that first. */
import { DRAW, sealed } from './people.ts'

const ITS = { goal: 'goal-1', exception: 'exception-1', reason: sealed('a baby') } as const

export const exceptionAsked = { type: 'ReasonAdoptionException', ...ITS, draw: DRAW } as const

export const exceptionReasoned = {
  domain: 'youth',
  about: ['kim'],
  type: 'AdoptionExceptionReasoned',
  ...ITS,
  notHeard: ['kim'],
  reader: 'rosa',
  pool: DRAW.pool.version,
  seed: DRAW.seed,
  excluded: ['noor', 'wim', 'yara'],
  due: { what: 'exception-reading', at: '2026-03-09T22:59:59.999Z', terms: 3 },
} as const
