/** Whom a plan is about, who helps, who coordinates, and who speaks for whom. */
import { dayInWords } from '../dates.ts'
import { useHere, useSay } from '../look/here.ts'
import { capitalised, valueCalled } from './called.ts'
import { inSight, useInPlan, useName } from './in-plan.ts'
import { Withheld } from '../look/words.tsx'

export function People() {
  const say = useSay()
  return (
    <section aria-labelledby="people">
      <h2 class="utrecht-heading-2" id="people">
        {say('Wie horen erbij', 'Who belongs to it')}
      </h2>
      <div class="samenspel-columns">
        <Family />
        <Helpers />
      </div>
    </section>
  )
}

function Family() {
  const { plan } = useInPlan()
  const { language } = useHere()
  const say = useSay()
  const { shown: speakers, withheld } = inSight(plan.representatives)
  return (
    <div>
      <h3 class="utrecht-heading-3">{say('Het gezin', 'The family')}</h3>
      <ul class="utrecht-unordered-list">
        {plan.members.map(({ id, state, name, birthDate }) => (
          <li class="utrecht-unordered-list__item">
            <strong>{typeof name === 'string' ? name : say('iemand', 'someone')}</strong>
            {typeof birthDate === 'string' &&
              say(`, geboren ${dayInWords(birthDate, language)}`, `, born ${dayInWords(birthDate, language)}`)}
            {state !== 'in' && ` (${valueCalled('state', state, language)})`}
            {speakers
              .filter(({ represents, ended }) => represents === id && ended === undefined)
              .map((speaker) => (
                <Speaker id={speaker.representative} kind={speaker.kind} isVerified={speaker.isVerified} />
              ))}
          </li>
        ))}
      </ul>
      {withheld > 0 && <Withheld />}
    </div>
  )
}

interface Speaks {
  readonly id: string
  readonly kind: string
  readonly isVerified: boolean | undefined
}

function Speaker({ id, kind, isVerified }: Speaks) {
  const { language } = useHere()
  const say = useSay()
  const name = useName()
  const called = valueCalled('kind', kind, language)
  return (
    <span class="samenspel-beside">
      {say(
        `${capitalised(name(id))} spreekt voor deze persoon (${called}`,
        `${capitalised(name(id))} speaks for this person (${called}`,
      )}
      {isVerified === true ? ')' : say(', nog niet aangetoond)', ', not yet shown)')}
    </span>
  )
}

function Helpers() {
  const { plan } = useInPlan()
  const { language, now } = useHere()
  const say = useSay()
  const { shown, withheld } = inSight(plan.professionals)
  const { coordinator } = plan
  return (
    <div>
      <h3 class="utrecht-heading-3">{say('Wie helpen', 'Who help')}</h3>
      <ul class="utrecht-unordered-list">
        {coordinator !== undefined && (
          <li class="utrecht-unordered-list__item">
            <strong>{typeof coordinator.name === 'string' ? coordinator.name : say('iemand', 'someone')}</strong>
            {say(', regisseur', ', coordinator')} ({say('team', 'team')} {coordinator.team})
          </li>
        )}
        {shown
          .filter(({ left, until }) => left === undefined && Date.parse(until) > now)
          .map(({ name, domain }) => (
            <li class="utrecht-unordered-list__item">
              <strong>{typeof name === 'string' ? name : say('iemand', 'someone')}</strong>,{' '}
              {valueCalled('domain', domain, language)}
            </li>
          ))}
      </ul>
      {withheld > 0 && <Withheld />}
    </div>
  )
}
