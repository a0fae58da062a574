/** The files that pages are made up with: the theme and the components of NL Design System, a little of our own, and one script. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

export interface Asset {
  readonly type: string
  readonly bytes: Buffer
}

const packaged = createRequire(import.meta.url)
const ours = (name: string) => join(import.meta.dirname, 'browser', name)

const CSS = 'text/css; charset=utf-8'

export function assets(): Readonly<Record<string, Asset>> {
  const file = (type: string, path: string): Asset => ({ type, bytes: readFileSync(path) })
  return {
    'theme.css': file(CSS, packaged.resolve('@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css')),
    'components.css': file(CSS, packaged.resolve('@utrecht/component-library-css/dist/index.css')),
    'pages.css': file(CSS, ours('pages.css')),
    'pages.js': file('text/javascript; charset=utf-8', ours('pages.js')),
    'icon.svg': file('image/svg+xml', ours('icon.svg')),
  }
}

/** Asked for again each time, and sent again only where it is another: a new version of the pages has its own. */
export function serveAssets(server: FastifyInstance, files: Readonly<Record<string, Asset>>): void {
  for (const [name, { type, bytes }] of Object.entries(files)) {
    const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
    server.get(`/assets/${name}`, (request, reply) => {
      void reply.headers({ 'cache-control': 'no-cache', etag })
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      return reply.type(type).send(bytes)
    })
  }
}
