/** What goes first, over what. */
import type { Schema } from '../asking.ts'
import { dayInWords } from '../dates.ts'
import { useHere, useSay } from '../look/here.ts'
import { Withheld, Words } from '../look/words.tsx'
import { capitalised, listed, valueCalled } from './called.ts'
import { Challenges } from './challenges.tsx'
import { inSight, useInPlan, useName } from './in-plan.ts'
import { Voices } from './voices.tsx'

export function Priorities() {
  const { plan } = useInPlan()
  const say = useSay()
  const { shown, withheld } = inSight(plan.priorities)
  if (shown.length + withheld === 0) return null
  return (
    <section aria-labelledby="priorities">
      <h2 class="utrecht-heading-2" id="priorities">
        {say('Wat voorgaat', 'What goes first')}
      </h2>
      {shown.map((priority) => (
        <Priority priority={priority} />
      ))}
      {withheld > 0 && <Withheld />}
    </section>
  )
}

function Priority({ priority }: { readonly priority: Schema<'Priority'> }) {
  const { language } = useHere()
  const say = useSay()
  const name = useName()
  const { id, reason, inForce, set, views } = priority
  return (
    <article class="samenspel-item" id={id}>
      <p class="samenspel-kind">
        <WhatGoesFirst priority={priority} />
        <span class="utrecht-badge-status">{inForce ? say('geldt', 'in force') : say('opgeheven', 'lifted')}</span>
      </p>
      {reason !== undefined && <Words of={reason} />}
      <p class="samenspel-quiet">
        {capitalised(name(set.by))}, {dayInWords(set.at, language)}
      </p>
      <Voices views={views} />
      <Challenges on={id} />
    </article>
  )
}

export function WhatGoesFirst({ priority: { concern, over } }: { readonly priority: Schema<'Priority'> }) {
  const { language } = useHere()
  const say = useSay()
  const others = listed(
    over.map((domain) => valueCalled('domain', domain, language)),
    language,
  )
  return (
    <>
      {capitalised(valueCalled('lifeArea', concern.lifeArea, language))} (
      {valueCalled('domain', concern.domain, language)}) {/* Over what it goes, its reader is not always told. */}
      {over.length === 0
        ? say('gaat voor iets anders', 'goes first')
        : say(`gaat voor ${others}`, `goes before ${others}`)}
    </>
  )
}
