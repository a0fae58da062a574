/** Why somebody left a protocol or a priority: what was left and what was done instead, the account, how it was read, what the family thought, how it turned out, and what each decision was based on. On paper it is its dossier. */
import { momentInWords, dayInWords } from '../dates.ts'
import { Document } from '../look/document.tsx'
import { useHere, useSay, useWords } from '../look/here.ts'
import { capitalised, namesIn, valueCalled } from '../plan/called.ts'
import { Challenges } from '../plan/challenges.tsx'
import { DeviationActs } from '../plan/deviation-acts.tsx'
import { PlanContext, useName, usePathInPlan } from '../plan/in-plan.ts'
import { Voices } from '../plan/voices.tsx'
import type { Schema } from '../asking.ts'
import type { DeviationAsked } from './deviation.ts'
import { Account } from './account.tsx'
import { Evaluations } from './evaluation.tsx'
import { Asked } from './asked-of-the-reader.tsx'
import { By, Section, WhatWasDone } from './parts.tsx'
import { SecondReading } from './second-reading.tsx'
import { WhatWasLeft } from './what-was-left.tsx'

type Dossier = Schema<'DossierAnswer'>

export function DeviationPage({ dossier, plan, isForItsReader }: DeviationAsked) {
  const say = useSay()
  const { planId, challenges, deviation } = dossier
  const title = isForItsReader
    ? say('Lees deze afwijking', 'Read this deviation')
    : say('Waarom is afgeweken', 'Why it was left')
  return (
    <Document title={title}>
      <PlanContext.Provider value={{ plan: { ...plan, challenges }, planId, names: namesIn(plan), isNow: true }}>
        <h1 class="utrecht-heading-1">{title}</h1>
        {isForItsReader ? <Asked deviation={deviation} /> : <Ways deviation={deviation.id} />}
        <Happened dossier={dossier} />
        <TheAccount deviation={deviation} />
        <SecondReading deviation={deviation} />
        <Section id="views" label={say('Wat het gezin vond', 'What the family thought')}>
          <Voices views={deviation.views} />
        </Section>
        <Evaluations deviation={deviation} />
        {!isForItsReader && <DeviationActs deviation={deviation} />}
        {challenges.length > 0 && (
          <Section id="challenges" label={say('Tegenspraak', 'Challenges')}>
            <Challenges on={deviation.id} />
          </Section>
        )}
        <KnownThen dossier={dossier} isLinked={!isForItsReader} />
        <AllThatHappened events={dossier.events} />
      </PlanContext.Provider>
    </Document>
  )
}

function Ways({ deviation }: { readonly deviation: string }) {
  const say = useSay()
  const path = usePathInPlan()
  return (
    <nav aria-label={say('Van dit plan', 'Of this plan')} class="samenspel-ways">
      <a class="utrecht-link" href={`${path()}#${deviation}`}>
        {say('Terug naar het plan', 'Back to the plan')}
      </a>
      <a class="utrecht-link" href={path('history')}>
        {say('Wat er gebeurde', 'What happened')}
      </a>
    </nav>
  )
}

function Happened({ dossier }: { readonly dossier: Dossier }) {
  const { language } = useHere()
  const say = useSay()
  const name = useName()
  const { domain, acute, happenedAt, reported } = dossier.deviation
  return (
    <Section id="left" label={say('Wat is losgelaten', 'What was left')}>
      <p class="samenspel-kind">
        {capitalised(valueCalled('domain', domain, language))}
        {acute && <span class="utrecht-badge-status">{say('er was acuut gevaar', 'there was acute danger')}</span>}
      </p>
      <WhatWasLeft dossier={dossier} />
      <WhatWasDone deviation={dossier.deviation} />
      <p class="samenspel-quiet">
        {say('Het gebeurde op', 'It happened on')} {momentInWords(happenedAt, language)};{' '}
        {say('gemeld door', 'reported by')} {name(reported.by)}, {momentInWords(reported.at, language)}
      </p>
    </Section>
  )
}

function TheAccount({ deviation: { account, justified, due, dueAt } }: { readonly deviation: Schema<'Deviation'> }) {
  const { language } = useHere()
  const say = useSay()
  return (
    <Section id="account" label={say('De verantwoording', 'The account')}>
      {account === undefined ? (
        <p class="utrecht-paragraph">
          {say(
            'Er is nog geen verantwoording. Zolang die er niet is, rechtvaardigt dit niets.',
            'There is no account yet. Until there is, this justifies nothing.',
          )}
          {due === 'account' &&
            dueAt !== undefined &&
            say(
              ` Die moet er zijn op ${dayInWords(dueAt, language)}.`,
              ` It is due by ${dayInWords(dueAt, language)}.`,
            )}
        </p>
      ) : (
        <>
          {!justified && (
            <p class="utrecht-paragraph">
              {say('Dit rechtvaardigt de afwijking nog niet.', 'This does not justify the deviation yet.')}
            </p>
          )}
          <Account account={account} />
          <By by={account.by} at={account.at} />
        </>
      )}
    </Section>
  )
}

const DECISIONS = {
  account: { nl: 'Bij de verantwoording', en: 'For the account' },
  reading: { nl: 'Bij de tweede lezing', en: 'For the second reading' },
  evaluation: { nl: 'Bij het terugkijken', en: 'For the looking back' },
} as const satisfies Record<Schema<'AnsweredFor'>, unknown>

/** What each decision's maker had before them. */
function KnownThen({ dossier: { basedOn }, isLinked }: { readonly dossier: Dossier; readonly isLinked: boolean }) {
  const { language } = useHere()
  const say = useSay()
  const words = useWords()
  const name = useName()
  const path = usePathInPlan()
  if (basedOn.length === 0) return null
  return (
    <Section id="known" label={say('Wat was toen bekend?', 'What was known then?')}>
      <ul class="utrecht-unordered-list">
        {basedOn.map(({ decision, by, at, revision, lastEventAt }) => (
          <li class="utrecht-unordered-list__item">
            {words(DECISIONS[decision])} ({name(by)}, {dayInWords(at, language)}):{' '}
            {isLinked ? (
              <a class="utrecht-link" href={`${path('history')}?revision=${String(revision)}`}>
                {say(
                  `het plan zoals het was tot en met stap ${String(revision)}`,
                  `the plan as it was up to step ${String(revision)}`,
                )}
              </a>
            ) : (
              say(`het plan tot en met stap ${String(revision)}`, `the plan up to step ${String(revision)}`)
            )}
            , {momentInWords(lastEventAt, language)}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function AllThatHappened({ events }: { readonly events: Dossier['events'] }) {
  const { language } = useHere()
  const say = useSay()
  const words = useWords()
  const name = useName()
  return (
    <details class="samenspel-dossier">
      <summary>{say('Alles wat hiermee gebeurde', 'All that happened with this')}</summary>
      <ol>
        {events.map((event) => (
          <li value={event.revision}>
            {words(event.words)}
            <span class="samenspel-quiet">
              {momentInWords(event.recordedAt, language)}
              {'by' in event && `; ${name(event.by)}; ${event.legalBasis}`}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}
