/** The first page: signing in; and for who is, what they come for, where their role has more than one purpose. */
import { Document } from '../look/document.tsx'
import { useHere, useSay, useWords } from '../look/here.ts'
import { capitalised } from '../plan/called.ts'
import { purposesOf } from './roles.ts'

/** @param over that somebody was signed in, and is no longer */
export function WelcomePage({ back, over }: { readonly back: string; readonly over: boolean }) {
  const say = useSay()
  return (
    <Document title={say('Aanmelden', 'Sign in')}>
      <h1 class="utrecht-heading-1">Samenspel</h1>
      <p class="utrecht-paragraph">
        {over
          ? say('U bent niet meer aangemeld. Meld u opnieuw aan.', 'You are no longer signed in. Sign in again.')
          : say(
              'Eén gezin, één plan, één regisseur. Meld u aan om uw plan of uw werk te zien.',
              'One family, one plan, one coordinator. Sign in to see your plan or your work.',
            )}
      </p>
      <form method="post" action="/sign-in">
        <input type="hidden" name="back" value={back} />
        <button class="utrecht-button utrecht-button--primary-action">{say('Aanmelden', 'Sign in')}</button>
      </form>
    </Document>
  )
}

/** For who was signed in when they began to type, and is no longer when they send it: nothing is lost, and nothing was sent. */
export function TypedPage({ typed }: { readonly typed: Readonly<Record<string, string>> }) {
  const { path } = useHere()
  const say = useSay()
  return (
    <Document title={say('Aanmelden', 'Sign in')}>
      <h1 class="utrecht-heading-1">{say('U bent niet meer aangemeld', 'You are no longer signed in')}</h1>
      <p class="utrecht-paragraph">
        {say(
          'Wat u typte, is er nog, en is nog niet verstuurd. Meld u aan in een nieuw tabblad, kom hier terug, en verstuur het dan.',
          'What you typed is still here, and was not sent. Sign in in a new tab, come back here, and send it then.',
        )}
      </p>
      <form method="post" action="/sign-in" target="_blank">
        <input type="hidden" name="back" value="/" />
        <button class="utrecht-button utrecht-button--primary-action">
          {say('Meld aan in een nieuw tabblad', 'Sign in in a new tab')}
        </button>
      </form>
      <form method="post" action={path}>
        {Object.entries(typed).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button class="utrecht-button utrecht-button--secondary-action">
          {say('Verstuur opnieuw', 'Send it again')}
        </button>
      </form>
    </Document>
  )
}

export function PurposesPage() {
  const { session } = useHere()
  const say = useSay()
  const words = useWords()
  const purposes = session === undefined ? [] : purposesOf(session.role)
  return (
    <Document title={say('Waarvoor bent u hier?', 'What are you here for?')}>
      <h1 class="utrecht-heading-1">{say('Waarvoor bent u hier?', 'What are you here for?')}</h1>
      {purposes.length === 0 && (
        <p class="utrecht-paragraph">
          {say(
            'Voor uw rol zijn er geen pagina’s; die gebruikt de API.',
            'There are no pages for your role; it uses the API.',
          )}
        </p>
      )}
      <ul class="samenspel-families">
        {purposes.map(({ id, task, law }) => (
          <li>
            <a class="utrecht-link" href={`/${id}`}>
              {capitalised(words(task))}
            </a>
            <span class="samenspel-quiet">{law}</span>
          </li>
        ))}
      </ul>
    </Document>
  )
}
