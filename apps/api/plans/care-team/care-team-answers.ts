/** The schemas of who works with the family, who speaks for whom, and who can speak for themselves. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type {
  CapacityAsRead,
  ProfessionalAsRead,
  RepresentativeAsRead,
} from '../../../../libs/plan/care-team/care-team-as-read.ts'
import { PROOF_KINDS, type ProofShown } from '../../../../libs/plan/care-team/representation-proof.ts'
import { WHOLE_SCOPES, type ScopedTo } from '../../../../libs/plan/care-team/joining.ts'
import { REPRESENTATION_KINDS } from '../../../../libs/plan/care-team/representation.ts'
import type { SupporterAsRead } from '../../../../libs/plan/support/support-as-read.ts'
import { SUPPORTER_KINDS } from '../../../../libs/plan/support/supports.ts'
import { domain, MARK } from '../../answers/pieces.ts'
import {
  id,
  listOf,
  moment,
  oneOf,
  ref,
  sealed,
  sealedDay,
  shape,
  someone,
  text,
  withMembers,
  words,
  yesOrNo,
} from '../../answers/shape.ts'
import { partOfPlan } from '../reading/plan-answers.ts'

const PROOF = shape<ProofShown>('What shows that they may speak.', {
  always: {},
  sometimes: { kind: sealed(oneOf(PROOF_KINDS)), date: sealedDay(), number: words(), reference: words() },
})

/** A word, or what is named. */
const SCOPE: JsonSchema = {
  description:
    'All of the law, or of its goals those that the reader knows of. Absent in what was recorded before joinings had one: all of the law.',
  oneOf: [
    { type: 'string', enum: WHOLE_SCOPES },
    shape<ScopedTo>('Goals, and what hangs on them.', { always: { goals: listOf(id()) }, sometimes: {} }),
  ],
}

export const CARE_TEAM_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Professional: shape<ProfessionalAsRead>('Who works with the family, for one law and activity.', {
    always: {
      id: id(),
      professional: someone(),
      organisation: text('OIN.'),
      domain: domain(),
      activity: text('The processing activity they joined for.'),
      until: moment(),
      joined: ref('Mark'),
    },
    sometimes: {
      name: words(),
      scope: SCOPE,
      corrected: ref('Mark'),
      narrowed: ref('Mark'),
      left: ref('Mark'),
      leftBecause: words(),
    },
  }),
  Representative: shape<RepresentativeAsRead>('Who speaks for a member.', {
    always: {
      id: id(),
      representative: someone(),
      represents: someone(),
      kind: oneOf(REPRESENTATION_KINDS),
      from: moment(),
    },
    sometimes: {
      name: words(),
      until: moment(),
      isVerified: yesOrNo('Whether something was shown that lets them speak; absent where that was not asked yet.'),
      proof: PROOF,
      conflictOfInterest: words(),
      corrected: ref('Mark'),
      ended: ref('Mark'),
    },
  }),
  Capacity: shape<CapacityAsRead>(
    'Whether a member can speak for themselves.',
    withMembers(MARK, { always: { person: someone(), canSpeak: yesOrNo() }, sometimes: { reason: words() } }),
  ),
  Supporter: shape<SupporterAsRead>('Who supports a member, at their own request.', {
    always: {
      id: id(),
      supporter: someone(),
      person: someone(),
      askedBy: someone(),
      domain: domain(),
      kind: oneOf(SUPPORTER_KINDS),
      mandated: yesOrNo('Whether they may act for whom they support, and not only be present.'),
      until: moment(),
      asked: ref('Mark'),
    },
    sometimes: { name: words(), accepted: ref('Mark'), ended: ref('Mark') },
  }),
  CareTeamAnswer: partOfPlan('The care team.', 'professionals', 'representatives', 'capacity', 'supporters'),
}
