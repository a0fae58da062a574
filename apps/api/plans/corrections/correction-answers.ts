/** The schemas of what was corrected, and asked to be. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import {
  CORRECTED_PARTS,
  type CorrectionAsRead,
  type CorrectionRequestAsRead,
} from '../../../../libs/plan/corrections/corrections-as-read.ts'
import { type Corrected, CORRECTED_KINDS } from '../../../../libs/plan/corrections/correction-events.ts'
import type { CorrectionRequest } from '../../../../libs/plan/corrections/requests.ts'
import { ITEM_KINDS, type ItemRef } from '../../../../libs/plan/visibility/visibility.ts'
import { MARK } from '../../answers/pieces.ts'
import {
  id,
  listOf,
  type Members,
  moment,
  oneOf,
  ref,
  sealed,
  sealedDay,
  shape,
  someone,
  withMembers,
  words,
} from '../../answers/shape.ts'
import { STATED_AGE_BANDS } from '../members/members.controller.ts'
import { orThatItIsWithheld, partOfPlan, TAGGED } from '../reading/plan-answers.ts'

export const CORRECTION_REQUEST_STATES = [
  'asked',
  'granted',
  'refused',
] as const satisfies readonly CorrectionRequest['is'][]

const of = () =>
  shape<Corrected>(
    'Whose: a person’s id, a joining, a representation, a handover; or the event whose words it is of.',
    {
      always: { kind: oneOf(CORRECTED_KINDS), id: someone() },
      sometimes: {},
    },
  )

const on = () =>
  shape<ItemRef>('The item beside which it stands.', { always: { kind: oneOf(ITEM_KINDS), id: id() }, sometimes: {} })

const REQUEST: Members<CorrectionRequestAsRead> = {
  always: {
    id: id(),
    event: id(),
    of: of(),
    asked: ref('Mark'),
    state: oneOf(CORRECTION_REQUEST_STATES),
  },
  sometimes: {
    on: on(),
    person: someone('Of the family: who asks, or for whom.'),
    reason: words('Why it is wrong: the statement of who asks, which stands beside it.'),
    name: words(),
    birthDate: sealedDay(),
    ageBand: sealed(oneOf(STATED_AGE_BANDS)),
    ageEstablishedBy: words(),
    words: words('What it should say.'),
    dueAt: moment('By when it is answered.'),
    granted: ref('Mark'),
    refused: ref('Said', 'Why it is left as it is.'),
  },
}

export const CORRECTION_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Correction: shape<CorrectionAsRead>(
    'What was corrected: a name as it is now stands in its place, and words beside what was said.',
    withMembers(MARK, {
      always: { id: id(), event: id(), of: of(), what: listOf(oneOf(CORRECTED_PARTS)) },
      sometimes: { on: on(), reason: words(), words: words('What it should have said.') },
    }),
  ),
  CorrectionRequest: shape('What someone asked to be corrected, and what became of that. It stands.', REQUEST),
  CorrectionsAnswer: partOfPlan('What was corrected, and what was asked to be.', 'corrections', 'correctionRequests'),
  OneCorrectionRequest: shape('One request for a correction.', withMembers(TAGGED, REQUEST)),
  CorrectionRequestAnswer: orThatItIsWithheld('OneCorrectionRequest'),
}
