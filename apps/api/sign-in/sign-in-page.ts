/** The development sign-in as a page: who do you want to be? Plain HTML in Dutch and English; no script, nothing from elsewhere. */
import { createHash } from 'node:crypto'
import { ROLES, type Role } from '../../../libs/deciding/decider.ts'
import type { AuthorizationAsked } from './authorization-codes.ts'
import type { KnownPerson } from './development-people.ts'
import { html, Html } from './html.ts'
import { DEFAULT_HOURS, MOST_HOURS, type Answers, type Fault, type Question } from './identity-asked.ts'
import type { InBothLanguages } from './sign-in-refused.ts'

const STYLE = `
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 0 auto; padding: 1rem; color: #111; background: #fff }
.banner { background: #b00020; color: #fff; padding: 1rem; font-weight: bold }
.faults { border: 3px solid #b00020; padding: 0 1rem }
label { display: block; margin-top: 1rem; font-weight: bold }
[lang="en"] { font-weight: normal }
.hint { margin: 0; color: #444 }
input, select, textarea, button { font: inherit; width: 100%; box-sizing: border-box; padding: .4rem; border: 2px solid #444 }
button { margin-top: 1.5rem; background: #154273; color: #fff; border-color: #154273 }
textarea { font-family: monospace; overflow-wrap: anywhere }
:focus-visible { outline: 3px solid #e17000; outline-offset: 2px }
[aria-invalid="true"] { border-color: #b00020 }
`

/** Made outside the page's template, where a formatter's space would change what is hashed. */
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`)

/** Nothing but this very style and a form that goes back to where it came from, or on to where a client waits for its code. */
export const policyOfSignInPage = (redirectUri?: string): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    ["form-action 'self'", ...(redirectUri === undefined ? [] : [new URL(redirectUri).origin])].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

export const SIGN_IN_PATH = '/sign-in'
export const AUTHORIZATION_PATH = `${SIGN_IN_PATH}/authorization`

const ROLE_NAMES: Readonly<Record<Role, InBothLanguages>> = {
  coordinator: { nl: 'coördinator', en: 'coordinator' },
  professional: { nl: 'professional', en: 'professional' },
  'second-reader': { nl: 'tweede lezer', en: 'second reader' },
  'team-lead': { nl: 'teamleider', en: 'team lead' },
  'family-member': { nl: 'gezinslid', en: 'family member' },
  representative: { nl: 'vertegenwoordiger', en: 'representative' },
  supporter: { nl: 'ondersteuner', en: 'supporter' },
  auditor: { nl: 'toezichthouder', en: 'auditor' },
  'safety-officer': { nl: 'aandachtsfunctionaris veiligheid', en: 'safety officer' },
  'privacy-officer': { nl: 'functionaris gegevensbescherming', en: 'privacy officer' },
  'escalation-officer': { nl: 'procesregisseur', en: 'escalation officer' },
  'protocol-steward': { nl: 'protocolbeheerder', en: 'protocol steward' },
  administrator: { nl: 'beheerder', en: 'administrator' },
  partner: { nl: 'partnerorganisatie', en: 'partner organisation' },
}

interface Field {
  readonly question: Exclude<Question, 'role'>
  readonly label: InBothLanguages
  readonly hint?: InBothLanguages
}

const FIELDS: readonly Field[] = [
  { question: 'name', label: { nl: 'Naam', en: 'Name' } },
  {
    question: 'id',
    label: { nl: 'Persoons-id', en: 'Person id' },
    hint: {
      nl: 'Een UUID. Leeg: afgeleid van rol en naam, dus dezelfde naam is dezelfde persoon.',
      en: 'A UUID. Empty: derived from role and name, so that the same name is the same person.',
    },
  },
  {
    question: 'organisation',
    label: { nl: 'Organisatie', en: 'Organisation' },
    hint: {
      nl: 'Een OIN van 20 cijfers. Leeg: voor medewerkers de gemeente zelf. Een partner noemt altijd een OIN.',
      en: 'An OIN of 20 digits. Empty: for employees the municipality itself. A partner always names one.',
    },
  },
  { question: 'team', label: { nl: 'Team', en: 'Team' } },
  {
    question: 'hours',
    label: { nl: 'Geldig', en: 'Valid' },
    hint: {
      nl: `In uren, hooguit ${String(MOST_HOURS)}. Leeg: ${String(DEFAULT_HOURS)}.`,
      en: `In hours, ${String(MOST_HOURS)} at most. Empty: ${String(DEFAULT_HOURS)}.`,
    },
  },
]

const both = ({ nl, en }: InBothLanguages) => html`${nl} <span lang="en">/ ${en}</span>`

export interface SignInPage {
  readonly answers?: Answers
  readonly faults?: readonly Fault[]
  readonly token?: { readonly text: string; readonly apiUrl: string }
  /** Where a client asked, whoever is picked goes back to it. */
  readonly authorization?: { readonly asked: AuthorizationAsked; readonly people: readonly KnownPerson[] }
}

/** The whole page; with what was answered before, what is wrong with it, or the token that was made. */
export function signInPage({ answers = {}, faults = [], token, authorization }: SignInPage): string {
  const action = authorization === undefined ? SIGN_IN_PATH : AUTHORIZATION_PATH
  const carried = authorization === undefined ? [] : hidden(authorization.asked)
  return html`<!doctype html>
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Aanmelden voor ontwikkeling / Development sign-in - Samenspel</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <p class="banner">
          Alleen voor ontwikkeling: iedereen op deze machine kan zich hier voor iedereen uitgeven. Zet hier nooit
          gegevens van echte mensen in.<br />
          <span lang="en"
            >For development only: anyone on this machine can be anybody here. Never put real people's data in.</span
          >
        </p>
        <main>
          <h1>${both({ nl: 'Wie bent u?', en: 'Who are you?' })}</h1>
          ${token === undefined ? '' : tokenMade(token)} ${faults.length === 0 ? '' : faultsFound(faults)}
          ${authorization === undefined ? '' : peopleToPick(authorization.people, carried)}
          <form method="post" action="${action}">
            ${carried}
            <label for="role">${both({ nl: 'Rol', en: 'Role' })}</label>
            <select id="role" name="role" ${wrong('role', faults)}>
              ${ROLES.map((role) => choice(role, answers))}
            </select>
            ${FIELDS.map((field) => input(field, answers, faults))}
            <button type="submit">${both(authorization === undefined ? MAKE : SIGN_IN)}</button>
          </form>
        </main>
      </body>
    </html> `.text
}

const MAKE = { nl: 'Maak een token', en: 'Make a token' }
const SIGN_IN = { nl: 'Meld aan', en: 'Sign in' }

/** What the client asked with, to be sent along. */
const hidden = ({ clientId, redirectUri, challenge, state, nonce }: AuthorizationAsked): readonly Html[] =>
  Object.entries({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state,
    ...(nonce !== undefined && { nonce }),
  }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)

const peopleToPick = (people: readonly KnownPerson[], carried: readonly Html[]): Html =>
  people.length === 0
    ? new Html('')
    : html`<form method="post" action="${AUTHORIZATION_PATH}">
          ${carried}
          ${people.map(
            ({ answers, part }, place) =>
              html`<button type="submit" name="person" value="${String(place)}">
                ${answers.name ?? ''}: ${both(part)}
              </button>`,
          )}
        </form>
        <h2>${both({ nl: 'Iemand anders', en: 'Somebody else' })}</h2>`

const choice = (role: Role, answers: Answers) =>
  html`<option value="${role}" ${new Html(answers.role === role ? ' selected' : '')}>
    ${ROLE_NAMES[role].nl} / ${ROLE_NAMES[role].en}
  </option>`

const wrong = (question: Question, faults: readonly Fault[]) =>
  new Html(faults.some((fault) => fault.question === question) ? ' aria-invalid="true"' : '')

function input({ question, label, hint }: Field, answers: Answers, faults: readonly Fault[]): Html {
  const described = hint === undefined ? '' : html` aria-describedby="${question}-hint"`
  const required = new Html(question === 'name' ? ' required' : '')
  return html`<label for="${question}">${both(label)}</label>
    ${hint === undefined ? '' : html`<p class="hint" id="${question}-hint">${both(hint)}</p>`}
    <input
      id="${question}"
      name="${question}"
      autocomplete="off"
      value="${answers[question] ?? ''}"
      ${described}${required}${wrong(question, faults)}
    /> `
}

const faultsFound = (faults: readonly Fault[]) =>
  html`<div class="faults" role="alert">
    <h2>${both({ nl: 'Dit klopt nog niet', en: 'This is not right yet' })}</h2>
    <ul>
      ${faults.map(
        ({ question, expected }) => html`<li><a href="#${question}">${question}</a>: ${both(expected)}</li>`,
      )}
    </ul>
  </div>`

const tokenMade = ({ text, apiUrl }: { readonly text: string; readonly apiUrl: string }) =>
  html`<section aria-labelledby="made">
    <h2 id="made">${both({ nl: 'Uw token', en: 'Your token' })}</h2>
    <label for="token">${both({ nl: 'Kopieer dit token', en: 'Copy this token' })}</label>
    <textarea id="token" rows="8" readonly>${text}</textarea>
    <label for="curl">${both({ nl: 'Of meteen op de opdrachtregel', en: 'Or on the command line at once' })}</label>
    <textarea id="curl" rows="9" readonly>curl --header "Authorization: Bearer ${text}" ${apiUrl}</textarea>
  </section>`
