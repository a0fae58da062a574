/** The schemas of permissions. */
import type { JsonSchema } from '../../../../libs/http/body-schemas.ts'
import type { PermissionAsRead } from '../../../../libs/plan/permissions/permissions-as-read.ts'
import {
  PERMITTED_KINDS,
  RECIPIENT_KINDS,
  type Permission,
  type PermittedItem,
} from '../../../../libs/plan/permissions/permission.ts'
import { domain } from '../../answers/pieces.ts'
import {
  id,
  listOf,
  type Members,
  moment,
  oneOf,
  ref,
  shape,
  someone,
  text,
  withMembers,
  words,
} from '../../answers/shape.ts'
import { WRITTEN, type Written } from '../door/write-answers.ts'
import { orThatItIsWithheld, partOfPlan, TAGGED } from '../reading/plan-answers.ts'

export const PERMISSION_STATES = ['given', 'withdrawn'] as const satisfies readonly Permission['is'][]

interface RecipientAsRead {
  readonly kind: (typeof RECIPIENT_KINDS)[number]
  readonly id?: string
}

const PERMISSION: Members<PermissionAsRead> = {
  always: {
    id: id(),
    domain: domain(),
    person: someone('Whom what may be read is about.'),
    by: someone('Who gave it.'),
    to: ref('Recipient'),
    until: moment(),
    state: oneOf(PERMISSION_STATES),
    recorded: ref('Mark'),
  },
  sometimes: {
    how: words('How it was given.'),
    items: listOf(
      shape<PermittedItem>('An item.', { always: { kind: oneOf(PERMITTED_KINDS), id: id() }, sometimes: {} }),
      'What may be read; absent where it is all about the person under the law.',
    ),
    withdrawn: ref('Mark'),
  },
}

export const PERMISSION_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Recipient: shape<RecipientAsRead>('Who may read: the coordination, a professional, or an organisation.', {
    always: { kind: oneOf(RECIPIENT_KINDS) },
    sometimes: { id: text('The professional, or the OIN of the organisation.') },
  }),
  Permission: shape('What someone permits another to read, and whether it was withdrawn.', PERMISSION),
  PermissionsAnswer: partOfPlan('The permissions.', 'permissions'),
  OnePermission: shape('One permission.', withMembers(TAGGED, PERMISSION)),
  PermissionAnswer: orThatItIsWithheld('OnePermission'),
  PermissionMadeAnswer: shape<Written & { readonly id: string; readonly permissions: readonly string[] }>(
    'What was permitted, and how the plan stands since.',
    {
      always: {
        ...WRITTEN.always,
        id: someone('The id of the first.'),
        permissions: listOf(id(), 'The ids of all: one for each law named, in the order in which they were.'),
      },
      sometimes: WRITTEN.sometimes,
    },
  ),
}
