/** What those whom something is about think of it, side by side: each in their own voice, or in whose it was told. */
import type { Schema } from '../asking.ts'
import { momentInWords } from '../dates.ts'
import { useHere, useSay } from '../look/here.ts'
import { Words } from '../look/words.tsx'
import { capitalised, valueCalled } from './called.ts'
import { useName } from './in-plan.ts'

export function Voices({ views }: { readonly views: readonly Schema<'View'>[] }) {
  const say = useSay()
  if (views.length === 0)
    return (
      <p class="utrecht-paragraph samenspel-quiet">
        {say('Nog niemand gaf een mening.', 'Nobody has given a view yet.')}
      </p>
    )
  return (
    <ul class="samenspel-voices" aria-label={say('Meningen', 'Views')}>
      {views.map((view) => (
        <Voice view={view} />
      ))}
    </ul>
  )
}

function Voice({ view: { person, voice, stance, words, at, unverified } }: { readonly view: Schema<'View'> }) {
  const { language } = useHere()
  const say = useSay()
  const name = useName()
  return (
    <li class={`samenspel-voice samenspel-voice--${voice}`}>
      <p class="samenspel-voice-who">
        <strong>{capitalised(name(person))}</strong>
        <span class="utrecht-badge-status">{valueCalled('stance', stance, language)}</span>
      </p>
      {words !== undefined && <Words of={words} />}
      <p class="samenspel-quiet">
        {capitalised(valueCalled('voice', voice, language))}, {momentInWords(at, language)}
        {unverified === true &&
          say('; nog niet aangetoond dat deze persoon mag spreken', '; not yet shown that this person may speak')}
      </p>
    </li>
  )
}
