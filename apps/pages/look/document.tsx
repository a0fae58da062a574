/** The whole of a page: what is above, beside and below every one of them. Its title says what kind of page it is and never whose. */
import type { Child } from 'hono/jsx'
import { capitalised } from '../plan/called.ts'
import { ROLE_WORDS } from '../../../libs/plan/words/labels.ts'
import { useHere, useSay, useWords } from './here.ts'

interface Shown {
  readonly title: string
  readonly children: Child
}

export function Document({ title, children }: Shown) {
  const { language, session, isDone } = useHere()
  const say = useSay()
  return (
    <html lang={language} class="voorbeeld-theme">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} - Samenspel`}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/theme.css" />
        <link rel="stylesheet" href="/assets/components.css" />
        <link rel="stylesheet" href="/assets/pages.css" />
        <script type="module" src="/assets/pages.js" />
      </head>
      <body class="utrecht-document utrecht-surface">
        <a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#main">
          {say('Naar de inhoud', 'To the content')}
        </a>
        <Header />
        <main id="main" class="utrecht-page-content samenspel-main" tabindex={-1}>
          {isDone === true && (
            <p class="utrecht-alert utrecht-alert--ok samenspel-done" role="status">
              {say('Het is verstuurd, en het staat er.', 'It was sent, and it is there.')}
            </p>
          )}
          {children}
        </main>
        <Footer />
        {session !== undefined && <Cover />}
      </body>
    </html>
  )
}

function Header() {
  const { session, purpose } = useHere()
  const say = useSay()
  const words = useWords()
  return (
    <header class="utrecht-page-header samenspel-header">
      <p class="samenspel-brand">
        <a class="utrecht-link" href="/">
          Samenspel
        </a>
      </p>
      {purpose !== undefined && (
        <nav class="samenspel-menu" aria-label={say('Hoofdmenu', 'Main menu')}>
          <a class="utrecht-link" href={`/${purpose.id}`}>
            {say('Mijn dag', 'My day')}
          </a>
          <a class="utrecht-link" href={`/${purpose.id}/municipality`}>
            {say('De gemeente', 'The municipality')}
          </a>
        </nav>
      )}
      {session !== undefined && (
        <p class="samenspel-who">
          {session.name} ({words(ROLE_WORDS[session.role])})
        </p>
      )}
      {purpose !== undefined && (
        <p class="samenspel-purpose">
          <span class="samenspel-label">{say('U kijkt hier voor', 'You look here for')}</span>{' '}
          {capitalised(words(purpose.task))} <span class="samenspel-law">({purpose.law})</span>
        </p>
      )}
    </header>
  )
}

function Footer() {
  const { language, session, path } = useHere()
  const say = useSay()
  const other = language === 'nl' ? { to: 'en', said: 'English' } : { to: 'nl', said: 'Nederlands' }
  return (
    <footer class="utrecht-page-footer samenspel-footer">
      <form method="post" action="/language">
        <input type="hidden" name="back" value={path} />
        <button class="utrecht-button utrecht-button--subtle" name="language" value={other.to} lang={other.to}>
          {other.said}
        </button>
      </form>
      {session !== undefined && (
        <form method="post" action="/sign-out">
          <button class="utrecht-button utrecht-button--subtle">{say('Afmelden', 'Sign out')}</button>
        </form>
      )}
    </footer>
  )
}

/** Comes over a page that was left alone; `browser/pages.ts` shows it. */
function Cover() {
  const say = useSay()
  return (
    <dialog id="cover" class="samenspel-cover" aria-labelledby="cover-title">
      <h2 class="utrecht-heading-2" id="cover-title">
        {say('Deze pagina is afgedekt', 'This page is covered')}
      </h2>
      <p class="utrecht-paragraph">
        {say(
          'U was een kwartier weg. Wat u had getypt, is er nog.',
          'You were away for a quarter of an hour. What you had typed is still there.',
        )}
      </p>
      <form method="dialog">
        <button class="utrecht-button utrecht-button--primary-action">{say('Ga verder', 'Go on')}</button>
      </form>
    </dialog>
  )
}
