/** What is asked of whoever was drawn to read a deviation: what it is, by when, and what it is not. */
import type { Schema } from '../asking.ts'
import { dayInWords } from '../dates.ts'
import { useHere, useSay } from '../look/here.ts'
import { usePathInPlan } from '../plan/in-plan.ts'

export function Asked({ deviation }: { readonly deviation: Schema<'Deviation'> }) {
  const { language, now } = useHere()
  const say = useSay()
  const path = usePathInPlan()
  const { readings, due, dueAt } = deviation
  const isDue = due === 'reading' || due === 'acute-reading'
  return (
    <section aria-labelledby="asked">
      <h2 class="utrecht-heading-2" id="asked">
        {say('Wat van u wordt gevraagd', 'What is asked of you')}
      </h2>
      <p class="utrecht-paragraph">
        {say(
          'Het lot wees u aan. Lees wat hieronder staat, en zeg of u de keuze kunt volgen. U beslist niet over het gezin: u leest mee met wie van het protocol afweek.',
          'You were drawn by lot. Read what stands below, and say whether you can follow the choice. You do not decide about the family: you read along with who left the protocol.',
        )}
      </p>
      <p class="utrecht-paragraph">
        {say(
          'Er staan geen namen in. Denkt u dat u iemand herkent, lees dan niet verder en zeg dat u het niet kunt lezen.',
          'There are no names in it. If you think that you recognise someone, read no further and say that you cannot read it.',
        )}
      </p>
      {isDue && dueAt !== undefined && (
        <p class="utrecht-paragraph">
          <strong>
            {Date.parse(dueAt) < now
              ? say(
                  `Dit had klaar moeten zijn op ${dayInWords(dueAt, language)}.`,
                  `This was due on ${dayInWords(dueAt, language)}.`,
                )
              : say(`Graag voor ${dayInWords(dueAt, language)}.`, `By ${dayInWords(dueAt, language)}, please.`)}
          </strong>
        </p>
      )}
      {(isDue || readings.length === 0) && (
        <p>
          <a class="utrecht-link" href={path(`deviations/${deviation.id}/reading`)}>
            {say('Geef uw tweede lezing', 'Give your second reading')}
          </a>
        </p>
      )}
      {!isDue && readings.length > 0 && (
        <p class="utrecht-paragraph">
          {say(
            'U heeft dit gelezen. Er wordt nu niets van u gevraagd.',
            'You have read this. Nothing is asked of you now.',
          )}
        </p>
      )}
    </section>
  )
}
