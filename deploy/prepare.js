/** Makes once what a first start needs and no image may hold: root key, passwords, and directories of whom they are for. Run as root in a container of its own. */
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, writeFileSync } from 'node:fs'

/** The user `node` of the image, and whom the others run as. */
const UID = 1000
const OWNED = ['/keys', '/secrets', '/ca', '/partner', '/pages']

for (const directory of OWNED) chownSync(directory, UID, UID)

/** What is there stays: another root key would open nothing. */
function once(file, bytes, mode) {
  if (existsSync(file)) return
  writeFileSync(file, bytes, { mode, flush: true })
  chmodSync(file, mode)
  chownSync(file, UID, UID)
}

const password = () => randomBytes(24).toString('base64url')
once('/keys/root.key', randomBytes(32), 0o600)
// Of the cookies of the pages, which have no other key.
once('/pages/pages.key', randomBytes(32), 0o600)
// Read by containers of other users: on volumes that nobody else mounts.
for (const name of ['postgres', 'vault']) once(`/secrets/${name}`, password(), 0o444)
