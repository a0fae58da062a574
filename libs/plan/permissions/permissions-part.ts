/** Whom someone permits to read what is about them, as a part of the plan. It is between the family and who works with it: no partner is told. */
import { ID } from '../../deciding/in-clear.ts'
import type { CareTeam } from '../care-team/care-team.ts'
import { UNTIL } from '../in-clear.ts'
import { addsTo, begins, MAKES_CONTENT, noContent, type CommandRows, type PlanPart } from '../part.ts'
import { evolvePermissions, type PermissionEvent, type Permissions } from './permission.ts'
import { decidePermissions, type PermissionCommand, type PermissionsNeeds } from './permissions.ts'

const permission = (event: { readonly permission: string }) => event.permission

const commands = {
  GivePermission: { ...MAKES_CONTENT, saidFor: 'person' },
  WithdrawPermission: noContent('that a permission is withdrawn goes with the permission'),
} as const satisfies CommandRows<PermissionCommand>

export const permissionsPart: PlanPart<
  PermissionCommand,
  PermissionEvent,
  Permissions,
  PermissionsNeeds,
  typeof commands,
  { readonly careTeam: CareTeam }
> = {
  initial: {},
  commands,
  events: {
    PermissionGiven: {
      says: {
        nl: 'Iemand gaf toestemming om te lezen wat over die persoon gaat',
        en: 'Someone permitted that what is about them is read',
      },
      partner: 'never',
      item: begins('permission', permission),
      inClear: {
        permission: ID,
        person: ID,
        by: 'a permission counts as long as who gave it may give it',
        to: { kind: 'what is read follows from whom it is permitted', id: ID },
        items: { kind: ID, id: ID },
        until: UNTIL,
      },
    },
    PermissionWithdrawn: {
      says: { nl: 'Een toestemming is ingetrokken', en: 'A permission was withdrawn' },
      partner: 'never',
      item: addsTo('permission', permission),
      inClear: { permission: ID, person: ID },
    },
  },
  decide: decidePermissions,
  evolve: (now, event, { by }, { careTeam }) => evolvePermissions(now, event, careTeam, by.id),
}
