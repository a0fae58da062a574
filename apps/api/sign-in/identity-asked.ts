/** Whom the development issuer is asked to make a token for: the same questions on the sign-in page and on the command line, every wrong answer named at once. */
import { isRole, ROLES, type Role } from '../../../libs/deciding/decider.ts'
import { CLAIMS, type InBothLanguages } from './sign-in-refused.ts'
import { isNameIn, isOin, isPersonId } from './signed-in.ts'

export const QUESTIONS = ['role', 'name', 'id', 'organisation', 'team', 'hours'] as const
export type Question = (typeof QUESTIONS)[number]
export type Answers = Readonly<Partial<Record<Question, string>>>

export interface Identity {
  readonly role: Role
  readonly name: string
  /** Their id; by default derived from role and name. */
  readonly subject?: string
  /** Their organisation's OIN; for employees by default the municipality itself, of a partner always said. */
  readonly organisation?: string
  readonly team?: string
  readonly lifetimeSeconds: number
}

export const DEFAULT_HOURS = 8
export const MOST_HOURS = 24

const EXPECTED: Readonly<Record<Question, InBothLanguages>> = {
  role: { en: `one of ${ROLES.join(', ')}`, nl: `een van ${ROLES.join(', ')}` },
  name: CLAIMS.name,
  id: CLAIMS.sub,
  organisation: { en: 'an OIN of 20 digits', nl: 'een OIN van 20 cijfers' },
  team: CLAIMS.team,
  hours: {
    en: `a whole number from 1 to ${String(MOST_HOURS)}`,
    nl: `een geheel getal van 1 tot en met ${String(MOST_HOURS)}`,
  },
}

export interface Fault {
  readonly question: Question
  readonly expected: InBothLanguages
}

/** @returns the identity, or every fault; blank answers count as not given, and only role and name must be. */
export function identityAsked(answers: Answers): Identity | readonly Fault[] {
  const faults: Fault[] = []
  const fault = (question: Question) => {
    faults.push({ question, expected: EXPECTED[question] })
  }
  const read = <T>(question: Question, isRight: (value: unknown) => value is T): T | undefined => {
    const answer = answers[question]?.trim() || undefined
    if (answer === undefined || isRight(answer)) return answer
    fault(question)
    return undefined
  }

  const role = read('role', isRole)
  const name = read('name', isNameIn)
  const subject = read('id', isPersonIdInAnyCase)?.toLowerCase()
  const organisation = read('organisation', isOin)
  const team = read('team', isNameIn)
  const hours = Number(read('hours', isHours) ?? DEFAULT_HOURS)
  // For an employee the organisation is the municipality itself; a partner is never that.
  const mustBeSaid = role === 'partner' ? (['role', 'name', 'organisation'] as const) : (['role', 'name'] as const)
  for (const required of mustBeSaid) if (!answers[required]?.trim()) fault(required)

  if (faults.length > 0 || role === undefined || name === undefined) return faults
  return {
    role,
    name,
    lifetimeSeconds: hours * 3600,
    ...(subject !== undefined && { subject }),
    ...(organisation !== undefined && { organisation }),
    ...(team !== undefined && { team }),
  }
}

export const areFaults = (asked: Identity | readonly Fault[]): asked is readonly Fault[] => Array.isArray(asked)

/** Whoever copies an id from elsewhere may have it in capitals; in a token it is in small letters. */
const isPersonIdInAnyCase = (value: unknown): value is string =>
  typeof value === 'string' && isPersonId(value.toLowerCase())

const isHours = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{1,2}$/.test(value) && Number(value) >= 1 && Number(value) <= MOST_HOURS
