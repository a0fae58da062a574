/** How a deviation was read from outside: who drew its reader and who can check that, what the reader found, and what came of it. */
import type { InWords } from '../language.ts'
import type { Schema } from '../asking.ts'
import { dayInWords } from '../dates.ts'
import { useHere, useSay, useWords } from '../look/here.ts'
import { Words } from '../look/words.tsx'
import { READ_BECAUSE_WORDS } from '../../../libs/plan/words/labels.ts'
import { capitalised, listed, valueCalled } from '../plan/called.ts'
import { By, Part, Section } from './parts.tsx'

type Deviation = Schema<'Deviation'>

export function SecondReading({ deviation }: { readonly deviation: Deviation }) {
  const say = useSay()
  const { reader, readings, answers, conditions = [], objection, recused, passedBy = [], noReaderSince } = deviation
  return (
    <Section id="reading" label={say('De tweede lezer', 'The second reader')}>
      {reader === undefined && readings.length === 0 && <NotRead since={noReaderSince} />}
      {reader !== undefined && <Draw reader={reader} because={deviation.readBecause ?? []} />}
      {recused.map(({ words, by, at }) => (
        <Part label={say('Wie was geloot, las het niet', 'Who was drawn did not read it')}>
          <Words of={words} />
          <By by={by} at={at} />
        </Part>
      ))}
      {passedBy.length > 0 && (
        <p class="utrecht-paragraph">
          {say(
            'Wie eerder was geloot, las het niet op tijd. Daarom is opnieuw geloot.',
            'Who was drawn before did not read it in time. So another was drawn.',
          )}
        </p>
      )}
      <Readings readings={readings} />
      {answers.map(({ words, by, at }) => (
        <Part label={say('Wat daarop is geantwoord', 'What was answered to that')}>
          <Words of={words} />
          <By by={by} at={at} />
        </Part>
      ))}
      {conditions.map((condition) => (
        <Condition condition={condition} />
      ))}
      {objection !== undefined && <Objection objection={objection} />}
    </Section>
  )
}

export function Readings({ readings }: Pick<Deviation, 'readings'>) {
  const { language } = useHere()
  const say = useSay()
  return (
    <>
      {readings.map(({ id, finding, words, by, at }) => (
        <div id={id}>
          <Part label={say('Wat de tweede lezer vond', 'What the second reader found')}>
            <p class="utrecht-paragraph">
              <strong>{capitalised(valueCalled('finding', finding, language))}</strong>
            </p>
            <Words of={words} />
            <By by={by} at={at} />
          </Part>
        </div>
      ))}
    </>
  )
}

function NotRead({ since }: { readonly since: string | undefined }) {
  const { language } = useHere()
  const say = useSay()
  return (
    <p class="utrecht-paragraph samenspel-quiet">
      {since === undefined
        ? say(
            'Hier hoefde geen tweede lezer bij, of er is nog geen geloot.',
            'This needed no second reader, or none was drawn yet.',
          )
        : say(
            `Sinds ${dayInWords(since, language)} is er niemand om het te lezen.`,
            `Since ${dayInWords(since, language)} there is nobody to read it.`,
          )}
    </p>
  )
}

interface Drawn {
  readonly reader: Schema<'DrawnReader'>
  readonly because: readonly Schema<'ReadBecause'>[]
}

function Draw({ reader: { drawnAt, pool, seed, excluded }, because }: Drawn) {
  const { language } = useHere()
  const say = useSay()
  const words = useWords()
  return (
    <>
      <p class="utrecht-paragraph">
        {say(
          `Het lot wees op ${dayInWords(drawnAt, language)} een lezer aan, van buiten het team en zonder namen. Niemand koos die uit.`,
          `On ${dayInWords(drawnAt, language)} a reader was drawn by lot, from outside the team and without names. Nobody chose them.`,
        )}
        {because.length > 0 &&
          ` (${listed(
            because.map((one) => words(READ_BECAUSE_WORDS[one])),
            language,
          )})`}
      </p>
      <details class="samenspel-steps">
        <summary>{say('Wie kan dat nagaan?', 'Who can check that?')}</summary>
        <p class="utrecht-paragraph">
          {say(
            'De toezichthouder trekt het lot opnieuw, en moet op dezelfde lezer uitkomen. Wat hier staat, is de vingerafdruk van het lot.',
            'The auditor draws the lot again, and must come out at the same reader. What stands here is the fingerprint of the lot.',
          )}
        </p>
        <dl class="samenspel-facts">
          {(
            [
              [say('Lijst van lezers', 'List of readers'), say(`versie ${String(pool)}`, `version ${String(pool)}`)],
              [say('Het lot', 'The lot'), seed],
              [say('Wie niet kon worden geloot', 'Who could not be drawn'), excluded],
            ] as const
          ).map(
            ([label, value]) =>
              value !== undefined && (
                <div>
                  <dt>{label}</dt>
                  <dd class="samenspel-said">{value}</dd>
                </div>
              ),
          )}
        </dl>
      </details>
    </>
  )
}

function Condition({ condition }: { readonly condition: NonNullable<Deviation['conditions']>[number] }) {
  const { language } = useHere()
  const say = useSay()
  const { words, until, met } = condition
  return (
    <Part
      label={say(
        `Voorwaarde, tot en met ${dayInWords(until, language)}`,
        `Condition, until ${dayInWords(until, language)}`,
      )}
    >
      <Words of={words} />
      {met === undefined ? (
        <p class="samenspel-quiet">
          {say('Nog niet gezegd of dat is gebeurd.', 'Not said yet whether that was done.')}
        </p>
      ) : (
        <>
          <p class="samenspel-label">{say('Hoe dat is gebeurd', 'How that was done')}</p>
          <Words of={met.words} />
          <By by={met.by} at={met.at} />
        </>
      )}
    </Part>
  )
}

const SAYS: Readonly<Record<Schema<'AnswerToObjection'>, InWords>> = {
  keeps: { nl: 'Blijft erbij', en: 'Stays with it' },
  changes: { nl: 'Doet het anders', en: 'Does it differently' },
}
const FINDS: Readonly<Record<Schema<'Settlement'>, InWords>> = {
  'may-stand': { nl: 'Het mag zo blijven', en: 'It may stand' },
  'must-change': { nl: 'Het moet anders', en: 'It must change' },
}

function Objection({ objection: { answer, settlement } }: { readonly objection: NonNullable<Deviation['objection']> }) {
  const say = useSay()
  const words = useWords()
  return (
    <>
      <Part label={say('Wat er met het bezwaar is gedaan', 'What was done with the objection')}>
        {typeof answer.says === 'string' && <p class="utrecht-paragraph">{words(SAYS[answer.says])}</p>}
        <Words of={answer.words} />
        <By by={answer.by} at={answer.at} />
      </Part>
      {settlement !== undefined && (
        <Part label={say('Wat daarover is beslist', 'What was decided on that')}>
          {typeof settlement.finds === 'string' && <p class="utrecht-paragraph">{words(FINDS[settlement.finds])}</p>}
          <Words of={settlement.words} />
          <By by={settlement.by} at={settlement.at} />
        </Part>
      )}
    </>
  )
}
