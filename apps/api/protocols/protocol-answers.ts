/** The schemas of protocols and their versions. */
import { LEGAL_DOMAINS } from '../../../libs/deciding/domains.ts'
import type { JsonSchema } from '../../../libs/http/body-schemas.ts'
import { type ProtocolVersion, type Step, STEP_RULES } from '../../../libs/protocol/protocol.ts'
import { count, id, listOf, type Members, moment, oneOf, ref, shape, text } from '../answers/shape.ts'
import { OF_MUNICIPALITY, type OfMunicipality } from '../municipality/municipality-answers.ts'
import type { Lesson, LessonsAnswer } from './read-lessons.ts'
import type { ProtocolAnswer } from './read-protocol.ts'

const PROTOCOL: Members<ProtocolAnswer> = {
  always: {
    protocol: text('Its name in addresses.'),
    title: text(),
    owner: text('OIN of whose protocol it is.'),
    domain: oneOf(LEGAL_DOMAINS),
    versions: listOf(ref('ProtocolVersion')),
  },
  sometimes: {},
}
const { protocol, versions } = PROTOCOL.always

export const PROTOCOL_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Step: shape<Step>('A step of a protocol.', {
    always: { step: text('Its name in addresses.'), title: text(), rule: oneOf(STEP_RULES, 'Whether it may be left.') },
    sometimes: {},
  }),
  ProtocolVersion: shape<ProtocolVersion>('A version of a protocol.', {
    always: { version: count(), inForceFrom: moment(), steps: listOf(ref('Step')) },
    sometimes: {},
  }),
  ProtocolAnswer: shape('A protocol with all its versions.', PROTOCOL),
  ProtocolVersionsAnswer: shape<Pick<ProtocolAnswer, 'protocol' | 'versions'>>('The versions of a protocol.', {
    always: { protocol, versions },
    sometimes: {},
  }),
  Lesson: shape<Lesson>('What was learnt where a step was left, without anyone in it.', {
    always: {
      id: id('Of the lesson, and of nothing else.'),
      version: count('Of the protocol.'),
      step: text(),
      words: text(),
    },
    sometimes: {},
  }),
  LessonsAnswer: shape<LessonsAnswer>(
    'Lessons of a protocol, five families at a time, in no order that tells anything.',
    {
      always: { protocol, lessons: listOf(ref('Lesson')) },
      sometimes: {},
    },
  ),
  WrittenToProtocol: shape<OfMunicipality & { readonly protocol: string }>('What was written to a protocol.', {
    always: { ...OF_MUNICIPALITY.always, protocol },
    sometimes: OF_MUNICIPALITY.sometimes,
  }),
}
