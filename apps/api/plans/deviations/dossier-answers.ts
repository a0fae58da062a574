/** The schema of a dossier: all there is to show of one deviation. */
import { DOMAINS } from '../../../../libs/deciding/domains.ts'
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import { count, etag, id, listOf, moment, oneOf, ref, someone, text } from '../../answers/shape.ts'
import { entries } from '../reading/history-answers.ts'

/** The decisions that people answer for. */
export const ANSWERED_FOR = ['account', 'reading', 'evaluation'] as const

const PROTOCOL_THEN: JsonSchema = {
  type: 'object',
  description: 'The version of the protocol that was in force when it happened, whole.',
  properties: {
    protocol: text(),
    title: text(),
    owner: text('OIN.'),
    domain: oneOf(DOMAINS),
    version: count(),
    inForceFrom: moment(),
    steps: listOf(ref('Step')),
    stepLeft: text(),
  },
  required: ['protocol', 'title', 'owner', 'domain', 'stepLeft'],
  additionalProperties: false,
}

const KNOWN_THEN: JsonSchema = {
  type: 'object',
  description: 'What the maker of a decision had before them: the last event they could have seen.',
  properties: {
    decision: oneOf(ANSWERED_FOR),
    by: someone(),
    at: moment(),
    revision: count(),
    lastEvent: text(),
    lastEventAt: moment(),
  },
  required: ['decision', 'by', 'at', 'revision', 'lastEvent', 'lastEventAt'],
  additionalProperties: false,
}

export const DOSSIER_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  DossierAnswer: {
    type: 'object',
    description: 'All there is to show of a deviation.',
    properties: {
      planId: id(),
      etag: etag(),
      protocolThen: PROTOCOL_THEN,
      priorities: listOf(ref('Priority'), 'The priority that was left.'),
      deviation: ref('Deviation'),
      challenges: listOf(ref('Challenge'), 'What was challenged of it, or of its reading, whatever became of that.'),
      corrections: listOf(ref('Correction'), 'What of it was corrected.'),
      correctionRequests: listOf(ref('CorrectionRequest'), 'What of it someone asked to be corrected.'),
      basedOn: listOf(KNOWN_THEN),
      events: entries(),
    },
    required: ['planId', 'etag', 'priorities', 'deviation', 'challenges', 'basedOn', 'events'],
    additionalProperties: false,
  },
}
