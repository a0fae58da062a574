/** The schemas of what a write to a plan answers. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import { etag, id, listOf, type Members, moment, position, shape, someone, text } from '../../answers/shape.ts'
import type { OpenedBefore } from '../visibility/who-had-opened.ts'
import type { WriteAnswer } from './written.ts'

export type Written = Omit<WriteAnswer, 'id'>

export const WRITTEN: Members<Written> = { always: { planId: id(), etag: etag() }, sometimes: { position: position() } }

export const WRITE_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  WriteAnswer: shape('What was written, and how the plan stands since.', WRITTEN),
  MadeAnswer: shape<Written & { readonly id: string }>('What was made, and how the plan stands since.', {
    always: { ...WRITTEN.always, id: someone('Its id.') },
    sometimes: WRITTEN.sometimes,
  }),
  WithheldAnswer: shape<Written & { readonly id: string; readonly openedBefore: readonly OpenedBefore[] }>(
    'What was withheld, and what whom it is withheld from had opened before.',
    {
      always: {
        ...WRITTEN.always,
        id: someone('Its id.'),
        openedBefore: listOf(
          shape<OpenedBefore>('An item that they had opened, and when first.', {
            always: { kind: text(), id: id(), at: moment() },
            sometimes: {},
          }),
        ),
      },
      sometimes: WRITTEN.sometimes,
    },
  ),
}
