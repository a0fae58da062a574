import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { inWords, isKnownType } from './in-words.ts'
import { valueInWords } from './labels.ts'
import type { PlanEvent } from '../plan.ts'
import { eventsOf, histories } from '../testing/histories.ts'
import { accountedFor, deviationReported, fraudGoesFirst, kimJudged, STEP, viewGiven, whole } from '../testing/past.ts'
import { mirjam, sealed } from '../testing/people.ts'

const youth = { domain: 'youth', about: ['kim'] } as const

describe('an event in words', () => {
  it('is a sentence in both languages, whatever happened', () => {
    fc.assert(
      fc.property(histories(60), (history) => {
        for (const [, event] of eventsOf(history)) {
          const { nl, en } = inWords(event)
          expect(nl).toMatch(/^\p{Lu}\p{Ll}+ .+[^.]$/u)
          expect(en).toMatch(/^\p{Lu}\p{Ll}* .+[^.]$/u)
          expect(nl).not.toBe(en)
          expect(`${nl} ${en}`).not.toMatch(/undefined|\[object|\(\)|; \)|\(;| {2}/)
          expect(isKnownType(event.type)).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('names nobody, and opens nothing', () => {
    fc.assert(
      fc.property(histories(60), (history) => {
        for (const [, event] of eventsOf(history)) {
          const { nl, en } = inWords(event)
          for (const said of [nl, en]) {
            expect(said).not.toMatch(/(person|worker|reader|kin|lead|ciphertext|digest)-\d/)
            for (const person of event.about) expect(said).not.toContain(person)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it.each<readonly [PlanEvent, string, string]>([
    [
      { ...whole, type: 'NeedReported', lifeAreas: ['finances', 'housing'], reportedBy: sealed('neighbourhood') },
      'Er is een hulpvraag gemeld (financiën, huisvesting)',
      'A need was reported (finances, housing)',
    ],
    [
      { ...whole, type: 'ClientSupportOffered', accepted: sealed('no') },
      'Cliëntondersteuning is aangeboden',
      'Client support was offered',
    ],
    [
      { ...whole, type: 'AddressSecrecySet', person: 'kim', secret: true },
      'De geheimhouding van een adres is gewijzigd (geheim)',
      'The secrecy of an address was set (secret)',
    ],
    [
      kimJudged(false)[1],
      'Er is beoordeeld of iemand voor zichzelf kan spreken (jeugd; dat kan niet)',
      'It was judged whether someone can speak for themselves (youth; they cannot)',
    ],
    [
      viewGiven(mirjam(), { stance: 'has-doubts', voice: 'representative' })[1],
      'Iemand heeft een mening gegeven (jeugd; over een doel; twijfelt; door wie vertegenwoordigt)',
      'Someone gave their view (youth; on a goal; has doubts; by their representative)',
    ],
    [
      fraudGoesFirst[0]![1],
      'Er is een prioriteit gesteld (participatie; financiën)',
      'A priority was set (participation; finances)',
    ],
    [
      fraudGoesFirst[1]![1],
      'Een prioriteit gaat hier voor (jeugd; financiën (participatie))',
      'A priority goes first here (youth; finances (participation))',
    ],
    [
      deviationReported()[1],
      'Er is afgeweken (jeugd; van p-1 v2, report-fraud)',
      'A deviation was reported (youth; from p-1 v2, report-fraud)',
    ],
    [
      deviationReported({ ...STEP, rule: 'not-allowed' }, true)[1],
      'Er is afgeweken (jeugd; van p-1 v2, report-fraud, waarvan niet mag worden afgeweken; bij acuut gevaar)',
      'A deviation was reported (youth; from p-1 v2, report-fraud, which allows none; in acute danger)',
    ],
    [
      deviationReported({ kind: 'priority', priority: 'priority-1' })[1],
      'Er is afgeweken (jeugd; van een prioriteit van het plan)',
      'A deviation was reported (youth; from a priority of the plan)',
    ],
    [accountedFor[1], 'Een afwijking is verantwoord (jeugd)', 'A deviation was accounted for (youth)'],
    [
      { ...youth, type: 'SecondReadingGiven', deviation: 'd', reading: 'r', finding: 'asks' },
      'De tweede lezing is gegeven (jeugd; stelt een vraag)',
      'The second reading was given (youth; asks)',
    ],
    [
      {
        ...youth,
        type: 'DeviationEvaluated',
        deviation: 'd',
        outcome: sealed('worked'),
        words: sealed('well'),
        lesson: sealed('a lesson'),
      },
      'Een afwijking is geëvalueerd (jeugd)',
      'A deviation was evaluated (youth)',
    ],
  ])('tells what sets it apart: %#', (event, nl, en) => {
    expect(inWords(event)).toEqual({ nl, en })
  })

  it('does not know what it does not know', () => {
    expect(isKnownType('SomethingElseHappened')).toBe(false)
    expect(isKnownType('toString')).toBe(false)
  })
})

describe('a value in words', () => {
  it('is said where the field is a closed one', () => {
    expect(valueInWords('state', 'proposed')).toEqual({ nl: 'voorgesteld', en: 'proposed' })
    expect(valueInWords('acute', false)).toEqual({ nl: 'nee', en: 'no' })
  })

  it('is left alone where people speak for themselves', () => {
    expect(valueInWords('words', 'proposed')).toBeUndefined()
    expect(valueInWords('state', 'constructor')).toBeUndefined()
    expect(valueInWords('constructor', 'name')).toBeUndefined()
  })
})
