/** Two points of a history beside each other: what happened in between, and what became different in the plan. */
import type { Schema } from '../asking.ts'
import { momentInWords } from '../dates.ts'
import type { InWords } from '../language.ts'
import { Document } from '../look/document.tsx'
import { useHere, useSay, useWords } from '../look/here.ts'
import { Words } from '../look/words.tsx'
import type { Compared } from './compare.ts'

export function ComparePage({ changes: { from, to, words: happened, data }, history }: Compared) {
  const { language } = useHere()
  const say = useSay()
  const words = useWords()
  const title = say('Twee momenten vergeleken', 'Two points compared')
  const at = (revision: number) => `${history}?revision=${String(revision)}`
  return (
    <Document title={title}>
      <h1 class="utrecht-heading-1">{title}</h1>
      <nav aria-label={say('Verder', 'Further')} class="samenspel-ways">
        {[from, to].map((revision) => (
          <a class="utrecht-link" href={at(revision)}>
            {say(`Het plan bij stap ${String(revision)}`, `The plan at step ${String(revision)}`)}
          </a>
        ))}
        <a class="utrecht-link" href={history}>
          {say('Terug naar wat er gebeurde', 'Back to what happened')}
        </a>
      </nav>
      <h2 class="utrecht-heading-2">{say('Wat er in die tijd gebeurde', 'What happened in between')}</h2>
      {happened.length === 0 && <p class="utrecht-paragraph samenspel-quiet">{say('Niets.', 'Nothing.')}</p>}
      <ol class="samenspel-protocol">
        {happened.map((one) => (
          <li value={one.revision}>
            <a class="utrecht-link" href={at(one.revision)}>
              {words(one)}
            </a>
            <span class="samenspel-quiet">{momentInWords(one.at, language)}</span>
          </li>
        ))}
      </ol>
      <h2 class="utrecht-heading-2">{say('Wat er anders is in het plan', 'What is different in the plan')}</h2>
      {data.length === 0 && <p class="utrecht-paragraph samenspel-quiet">{say('Niets.', 'Nothing.')}</p>}
      {data.map((change) => (
        <Difference change={change} />
      ))}
    </Document>
  )
}

type Change = Schema<'ChangesAnswer'>['data'][number]

const PARTS: Readonly<Record<string, InWords>> = {
  members: { nl: 'Het gezin', en: 'The family' },
  coordinator: { nl: 'De regisseur', en: 'The coordinator' },
  professionals: { nl: 'Wie helpen', en: 'Who help' },
  representatives: { nl: 'Wie voor wie spreekt', en: 'Who speaks for whom' },
  ownPlan: { nl: 'Het eigen plan', en: 'The own plan' },
  goals: { nl: 'Een doel', en: 'A goal' },
  actions: { nl: 'Een actie', en: 'An action' },
  priorities: { nl: 'Wat voorgaat', en: 'What goes first' },
  deviations: { nl: 'Een afwijking', en: 'A deviation' },
  challenges: { nl: 'Tegenspraak', en: 'A challenge' },
  permissions: { nl: 'Een toestemming', en: 'A permission' },
  sharings: { nl: 'Iets wat is gedeeld', en: 'Something that was shared' },
  referrals: { nl: 'Een verwijzing', en: 'A referral' },
}
const ELSE: InWords = { nl: 'Iets anders in het plan', en: 'Something else in the plan' }

function Difference({ change: { path, before, after } }: { readonly change: Change }) {
  const say = useSay()
  const words = useWords()
  const [, part = ''] = path.split('/')
  const how =
    before === undefined
      ? say('kwam erbij', 'came')
      : after === undefined
        ? say('is er niet meer', 'is gone')
        : say('is veranderd', 'changed')
  const [was, is] = [wordsIn(before), wordsIn(after)]
  return (
    <article class="samenspel-item">
      <p class="samenspel-kind">
        {words(Object.hasOwn(PARTS, part) ? (PARTS[part] ?? ELSE) : ELSE)} {how}
      </p>
      {was !== undefined && (
        <del>
          <Words of={was} />
        </del>
      )}
      {is !== undefined && (
        <ins>
          <Words of={is} />
        </ins>
      )}
    </article>
  )
}

/** What somebody wrote in it, where that is what changed, or what the item that came or went said first. */
function wordsIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { words, insteadDone, name } = value as Readonly<Record<string, unknown>>
  return [words, insteadDone, name].find((one) => typeof one === 'string')
}
