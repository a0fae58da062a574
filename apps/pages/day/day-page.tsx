/** What is due and when, soonest first, each opening where it is done; and the families that somebody works with. */
import { DUE_WORDS } from '../../../libs/plan/words/due-labels.ts'
import type { Schema } from '../asking.ts'
import { dayInWords, fromToday } from '../dates.ts'
import { Document } from '../look/document.tsx'
import { useHere, useSay, useWords } from '../look/here.ts'
import { formFor } from './form-for.ts'
import { capitalised, listed, valueCalled } from '../plan/called.ts'

type Due = Schema<'DuePage'>['items'][number]

export interface Family {
  readonly planId: string
  /** Empty where a list tells none. */
  readonly names: readonly string[]
  readonly about: readonly string[]
}

export interface Day {
  readonly due: readonly Due[]
  readonly families: readonly Family[]
  /** Of either there is more, or something that cannot be read. */
  readonly isWhole: boolean
}

export function DayPage({ due, families, isWhole }: Day) {
  const { purpose } = useHere()
  const say = useSay()
  return (
    <Document title={say('Mijn dag', 'My day')}>
      <h1 class="utrecht-heading-1">{say('Mijn dag', 'My day')}</h1>
      {!isWhole && (
        <p class="utrecht-paragraph">
          {say(
            'Dit is niet alles: er is meer dan hier past, of iets is nu niet te lezen.',
            'This is not all: there is more than fits here, or something cannot be read now.',
          )}
        </p>
      )}
      <section aria-labelledby="due">
        <h2 class="utrecht-heading-2" id="due">
          {say('Wat er moet gebeuren', 'What is to be done')}
        </h2>
        {due.length === 0 && <p class="utrecht-paragraph samenspel-quiet">{say('Niets.', 'Nothing.')}</p>}
        <ol class="samenspel-due">
          {due.map((one) => (
            <DueRow due={one} families={families} />
          ))}
        </ol>
      </section>
      <section aria-labelledby="families">
        <h2 class="utrecht-heading-2" id="families">
          {purpose?.id.startsWith('inspection-') === true
            ? say('Plannen in dit onderzoek', 'Plans in this inspection')
            : say('Mijn gezinnen', 'My families')}
        </h2>
        {families.length === 0 && <p class="utrecht-paragraph samenspel-quiet">{say('Geen.', 'None.')}</p>}
        <ul class="samenspel-families">
          {families.map((family) => (
            <FamilyRow family={family} />
          ))}
        </ul>
      </section>
    </Document>
  )
}

function DueRow({ due, families }: { readonly due: Due; readonly families: readonly Family[] }) {
  const { language, now, purpose } = useHere()
  const say = useSay()
  const words = useWords()
  const { planId, what, dueAt, overdue, wentUpTo, unanswered } = due
  const plan = `/${purpose?.id ?? ''}/plans/${planId}`
  const form = formFor(due)
  const names = families.find((family) => family.planId === planId)?.names ?? []
  return (
    <li class={overdue ? 'samenspel-overdue' : ''}>
      {form === undefined ? (
        capitalised(words(DUE_WORDS[what]))
      ) : (
        <a class="utrecht-link" href={`${plan}/${form}`}>
          {capitalised(words(DUE_WORDS[what]))}
        </a>
      )}
      {names.length > 0 && <> ({listed(names, language)})</>}
      <span class="samenspel-quiet">
        {dayInWords(dueAt, language)}, {fromToday(dueAt, language, now)}
        {overdue && <strong> {say('te laat', 'late')}</strong>}
        {wentUpTo !== undefined && say('; doorgezet, want het bleef liggen', '; went up, since nobody did it')}
        {unanswered === true && say('; niemand deed het', '; nobody did it')}
      </span>
    </li>
  )
}

function FamilyRow({ family: { planId, names, about } }: { readonly family: Family }) {
  const { language, purpose } = useHere()
  const say = useSay()
  const called = names.length > 0 ? listed(names, language) : say('Een gezin', 'A family')
  return (
    <li>
      <a class="utrecht-link" href={`/${purpose?.id ?? ''}/plans/${planId}`}>
        {called}
      </a>
      {about.length > 0 && (
        <span class="samenspel-quiet">
          {listed(
            about.map((area) => valueCalled('lifeArea', area, language)),
            language,
          )}
        </span>
      )}
    </li>
  )
}
