/** Words of people, as they wrote them; and where there are none to show, that it is so and no more. */
import type { Schema } from '../asking.ts'
import { useSay } from './here.ts'

interface Said {
  readonly of: Schema<'Words'> | undefined
}

export function Words({ of }: Said) {
  const say = useSay()
  if (of === undefined) return <NotThere>{say('Deze woorden zijn vergeten.', 'These words are forgotten.')}</NotThere>
  if (typeof of === 'string') return <p class="utrecht-paragraph samenspel-said">{of}</p>
  if ('closed' in of)
    return (
      <NotThere>
        {say('Gesloten: hier staat iets wat u niet mag lezen.', 'Closed: something stands here that you may not read.')}
      </NotThere>
    )
  return <NotThere>{say('Verzegeld.', 'Sealed.')}</NotThere>
}

const NotThere = ({ children }: { readonly children: string }) => (
  <p class="utrecht-paragraph samenspel-not-there">{children}</p>
)

/** That something is withheld from who reads, on what ground; nothing else of it. */
export function Withheld() {
  const say = useSay()
  return (
    <NotThere>
      {say('Hier staat iets wat voor u verborgen wordt gehouden.', 'Something stands here that is withheld from you.')}
    </NotThere>
  )
}

/** As many items as are withheld, each where it would stand. */
export const WithheldItems = ({ number }: { readonly number: number }) => (
  <>
    {Array.from({ length: number }, () => (
      <article class="samenspel-item">
        <Withheld />
      </article>
    ))}
  </>
)
