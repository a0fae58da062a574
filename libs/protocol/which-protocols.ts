/** Which protocols there are, under which law, and from when each of their versions is in force. The steps are read from the protocol itself. */
import type { ReadModel } from '../deciding/read-model.ts'
import type { ProtocolEvent } from './protocol.ts'

const tables = {
  protocol: {
    columns: { protocol: 'text', title: 'text', owner: 'text', domain: 'text' },
    key: ['protocol'],
  },
  protocol_version: {
    columns: { protocol: 'text', version: 'integer', inForceFrom: 'text' },
    key: ['protocol', 'version'],
  },
} as const

export const whichProtocols = {
  name: 'which-protocols',
  version: 1,
  tables,
  after: {
    ProtocolRegistered: ({ event: { protocol, title, owner, domain } }) => [
      { put: 'protocol', row: { protocol, title, owner, domain } },
    ],
    ProtocolVersionPublished: ({ event: { protocol, version, inForceFrom } }) => [
      { put: 'protocol_version', row: { protocol, version, inForceFrom } },
    ],
  },
} as const satisfies ReadModel<ProtocolEvent, typeof tables>
