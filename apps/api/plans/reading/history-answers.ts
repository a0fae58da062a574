/** The schemas of what happened: the history, the changes between two points, envelopes as they are stored. */
import { type Due, ROLES } from '../../../../libs/deciding/decider.ts'
import { DOMAINS } from '../../../../libs/deciding/domains.ts'
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type { Change } from '../../../../libs/plan/changes.ts'
import type { InWords } from '../../../../libs/plan/part.ts'
import { ITEM_KINDS, WITHHOLDING_GROUNDS } from '../../../../libs/plan/visibility/visibility.ts'
import type { SealedValue } from '../../../../libs/sealing/sealed-value.ts'
import {
  count,
  etag,
  id,
  listOf,
  mapOf,
  type Members,
  moment,
  oneOf,
  ref,
  shape,
  someone,
  text,
  withMembers,
} from '../../answers/shape.ts'
import type { EnvelopesPage, StoredEnvelope } from './read-envelopes.ts'
import type { asHistoryEntry, asWithheldEntry, HistoryPage } from './read-history.ts'

const anything = (description: string): JsonSchema => ({ description })

const revision = () => ({ type: 'integer', minimum: -1, description: 'In the reader’s count; -1: before anything.' })

export const SEALED_FORMS = [1, 2] as const satisfies readonly SealedValue['form'][]

export const ACTING_ROLES = [...ROLES, 'system'] as const

const IN_WORDS: Members<InWords> = { always: { nl: text(), en: text() }, sometimes: {} }

type Entry = ReturnType<typeof asHistoryEntry>

type WithheldEntry = ReturnType<typeof asWithheldEntry>

export const entries = () => listOf({ oneOf: [ref('HistoryEntry'), ref('WithheldEntry')] })

interface Changes {
  readonly planId: string
  readonly etag: string
  readonly from: number
  readonly to: number
  readonly words: readonly unknown[]
  readonly data: readonly Change[]
}

const CHANGE_WORDS = withMembers(IN_WORDS, {
  always: { revision: count(), at: moment(), type: text() },
  sometimes: {},
})

export const HISTORY_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  InWords: shape('What happened, in plain words without anything personal.', IN_WORDS),
  SealedValue: shape<SealedValue>('A ciphertext with all it is bound to, for who verifies.', {
    always: {
      command: text(),
      domain: text(),
      form: { enum: SEALED_FORMS },
      key: text(),
      path: text('Where it stood in its command, as a JSON Pointer.'),
      stream: text(),
      subjects: listOf(someone()),
      tenant: text('CBS code.'),
      bytes: text('IV, ciphertext and tag, base64url.'),
    },
    sometimes: {},
  }),
  HistoryEntry: shape<Entry>('One event, as its reader sees it.', {
    always: {
      id: id(),
      revision: count('In the reader’s count.'),
      type: text(),
      schema: count('Version of the form of `data` for this type.'),
      domain: oneOf(DOMAINS),
      about: listOf(someone()),
      recordedAt: moment(),
      by: someone(),
      role: oneOf(ACTING_ROLES),
      processingActivity: text(),
      legalBasis: text(),
      correlationId: text(),
      words: ref('InWords'),
      data: { type: 'object', description: 'The facts of the event, each type its own.' },
    },
    sometimes: {
      happenedAt: moment(),
      organisation: text('OIN.'),
      onBehalfOf: someone(),
      due: shape<Due>('What must follow, when, and from which version of the terms.', {
        always: { what: text(), at: moment(), terms: count() },
        sometimes: {},
      }),
      basedOn: count('The last revision its maker had before them.'),
      corrections: listOf(id(), 'What corrects it, or was asked to: each is there by its id (`listCorrections`).'),
    },
  }),
  WithheldEntry: shape<WithheldEntry>(
    'That something stands there which is withheld from its reader; nothing else of it.',
    {
      always: {
        revision: count('In the reader’s count.'),
        type: oneOf(['ItemWithheld']),
        recordedAt: moment(),
        kind: oneOf(ITEM_KINDS),
        withheld: oneOf(WITHHOLDING_GROUNDS, 'On what ground.'),
        words: ref('InWords'),
      },
      sometimes: {},
    },
  ),
  StoredEnvelope: shape<StoredEnvelope>('An event as it is stored.', {
    always: {
      revision: count('In its stream.'),
      position: text('In the store.'),
      body: text('The envelope as canonical JSON (RFC 8785): the bytes that were written.'),
    },
    sometimes: { sealedValues: mapOf(ref('SealedValue'), 'The ciphertexts by reference.') },
  }),
  EnvelopesPage: shape<EnvelopesPage>('A page of stored envelopes; the next is in `Link`.', {
    always: { planId: id(), envelopes: listOf(ref('StoredEnvelope')) },
    sometimes: { nextFrom: count('Where the next page starts; absent on the last.') },
  }),
  HistoryPage: shape<HistoryPage>('A page of the history; the next is in `Link`.', {
    always: { planId: id(), etag: etag(), events: entries() },
    sometimes: { nextFrom: count('Where the next page starts; absent on the last.') },
  }),
  ChangesAnswer: shape<Changes>('What changed between two points.', {
    always: {
      planId: id(),
      etag: etag(),
      from: revision(),
      to: revision(),
      words: listOf(shape('What happened.', CHANGE_WORDS)),
      data: listOf(
        shape<Change>('One difference.', {
          always: { path: text('A JSON Pointer with ids in place of places.') },
          sometimes: { before: anything('Absent: it came.'), after: anything('Absent: it went.') },
        }),
      ),
    },
    sometimes: {},
  }),
}
