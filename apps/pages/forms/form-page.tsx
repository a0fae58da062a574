/** The page of a form: what was refused at its top and beside its fields, all at once; what changed while it was written; and its fields. */
import type { Child } from 'hono/jsx'
import { momentInWords } from '../dates.ts'
import { Document } from '../look/document.tsx'
import { Alert } from '../look/faults.tsx'
import { useHere, useSay, useWords } from '../look/here.ts'
import { useFaults } from './fields.tsx'
import { useWriting, type Typed } from './writing.ts'

interface Formed {
  readonly title: string
  /** What it is about, above the form. */
  readonly lead?: Child
  readonly button: string
  readonly backTo: string
  readonly children?: Child
}

export function FormPage({ title, lead, button, backTo, children }: Formed) {
  const { path } = useHere()
  const say = useSay()
  const { key, by, seen, revision, problem } = useWriting()
  return (
    <Document title={title}>
      <h1 class="utrecht-heading-1">{title}</h1>
      {problem !== undefined && <Alert problem={problem} />}
      <WhatIsWrong />
      <WhatChanged />
      {lead}
      <form method="post" action={`${path}?form=${key}`} class="utrecht-form samenspel-form" novalidate data-keeps>
        <input type="hidden" name="form" value={key} />
        <input type="hidden" name="by" value={by} />
        <input type="hidden" name="seen" value={seen} />
        {revision !== undefined && <input type="hidden" name="revision" value={revision} />}
        {children}
        <div class="utrecht-action-group samenspel-send">
          <button class="utrecht-button utrecht-button--primary-action">{button}</button>
          <a class="utrecht-link" href={backTo}>
            {say('Terug, zonder iets te versturen', 'Back, without sending anything')}
          </a>
        </div>
      </form>
    </Document>
  )
}

/** All at once, each leading to its field. */
function WhatIsWrong() {
  const say = useSay()
  const faults = useFaults()
  if (faults.length === 0) return null
  return (
    <nav aria-label={say('Wat er nog niet goed is', 'What is not right yet')}>
      <ul class="utrecht-unordered-list">
        {faults.map(({ pointer, detail }) => (
          <li class="utrecht-unordered-list__item">
            <a class="utrecht-link" href={`#${pointer.slice(1).replaceAll('/', '.')}`}>
              {detail}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function WhatChanged() {
  const { language } = useHere()
  const say = useSay()
  const words = useWords()
  const { changes } = useWriting()
  if (changes === undefined) return null
  return (
    <section class="samenspel-happened" aria-labelledby="changed">
      <h2 class="utrecht-heading-2" id="changed">
        {say('Terwijl u schreef, gebeurde dit', 'While you were writing, this happened')}
      </h2>
      <ul class="utrecht-unordered-list">
        {changes.map((entry) => (
          <li class="utrecht-unordered-list__item">
            {words(entry.words)} <span class="samenspel-quiet">{momentInWords(entry.recordedAt, language)}</span>
          </li>
        ))}
      </ul>
      <p class="utrecht-paragraph">
        {say(
          'Wat u schreef, staat er nog en is niet verstuurd. Klopt het nog? Verstuur het dan opnieuw.',
          'What you wrote is still here and was not sent. Is it still right? Then send it again.',
        )}
      </p>
    </section>
  )
}

interface Kept {
  readonly title: string
  readonly detail: string
  readonly typed: Typed
  readonly backTo: string
}

/** Where the form itself cannot be shown now: nothing typed is lost, and it can be sent again. */
export function KeptPage({ title, detail, typed, backTo }: Kept) {
  const { path } = useHere()
  const say = useSay()
  return (
    <Document title={title}>
      <h1 class="utrecht-heading-1">{title}</h1>
      <p class="utrecht-paragraph">{detail}</p>
      <form method="post" action={path}>
        {Object.entries(typed).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="utrecht-action-group samenspel-send">
          <button class="utrecht-button utrecht-button--primary-action">
            {say('Verstuur opnieuw', 'Send it again')}
          </button>
          <a class="utrecht-link" href={backTo}>
            {say('Terug, zonder iets te versturen', 'Back, without sending anything')}
          </a>
        </div>
      </form>
    </Document>
  )
}
