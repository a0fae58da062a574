/** Who will be able to read what somebody is about to write, by name where its writer knows one. */
import type { Schema } from '../asking.ts'
import { useHere, useSay } from '../look/here.ts'
import { ADDRESSEE_WORDS } from '../../../libs/plan/words/challenge-labels.ts'
import { ROLE_WORDS } from '../../../libs/plan/words/labels.ts'
import type { InWords } from '../language.ts'
import { listed } from '../plan/called.ts'

type Reader = Schema<'Reader'>

const FUNCTIONS: Readonly<Record<Reader['function'], InWords>> = {
  ...ADDRESSEE_WORDS,
  deputy: { nl: 'vervanger van de regisseur', en: 'deputy coordinator' },
  'next-coordinator': { nl: 'volgende regisseur', en: 'next coordinator' },
  professional: ROLE_WORDS.professional,
  member: ROLE_WORDS['family-member'],
  representative: ROLE_WORDS.representative,
  supporter: ROLE_WORDS.supporter,
  'partner-organisation': ROLE_WORDS.partner,
  'consulted-colleague': { nl: 'geraadpleegde collega', en: 'consulted colleague' },
}

export function Readers({ readers }: { readonly readers: readonly Reader[] }) {
  const { language } = useHere()
  const say = useSay()
  const known = readers.filter(({ sees }) => sees !== 'told-withheld')
  const called = known.map(({ name, function: as }) => {
    const words = FUNCTIONS[as][language]
    return typeof name === 'string' ? `${name} (${words})` : words
  })
  if (called.length === 0) return <>{say('Dan leest niemand anders het.', 'Then nobody else reads it.')}</>
  return (
    <>
      {say('Dan kunnen dit lezen: ', 'Then these can read it: ')}
      {listed([...new Set(called)], language)}.
    </>
  )
}
