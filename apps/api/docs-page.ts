/** The API's documentation as a page: Swagger UI on the document of `api-document.ts`. Its files and no other, with a policy that lets nothing in from elsewhere. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { DOCUMENT_PATH } from './api-document.ts'

export const DOCS_PATH = '/v1/docs'

/** Scripts and styles are files from here; nothing in line, nothing evaluated. Swagger UI draws its arrows from `data:` images. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Samenspel API</title>
<link rel="stylesheet" href="${DOCS_PATH}/swagger-ui.css">
<link rel="icon" type="image/png" href="${DOCS_PATH}/favicon-32x32.png">
</head>
<body>
<noscript>This page needs JavaScript; the same is in <a href="${DOCUMENT_PATH}">${DOCUMENT_PATH}</a>.</noscript>
<main id="docs"></main>
<script src="${DOCS_PATH}/swagger-ui-bundle.js"></script>
<script src="${DOCS_PATH}/start.js"></script>
</body>
</html>
`

// Without a validator: the document is sent to nobody.
const START = `SwaggerUIBundle({ url: '${DOCUMENT_PATH}', dom_id: '#docs', deepLinking: true, validatorUrl: null })\n`

const SCRIPT = 'text/javascript; charset=utf-8'
const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': SCRIPT,
  'favicon-32x32.png': 'image/png',
}

/**
 * Serves the page with routes of its own. `SwaggerModule.setup` would serve a page with styles in line, everything else in Swagger UI's package, and
 * all of it under a trailing slash too.
 */
export function serveDocs(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance()
  const serve = (path: string, type: string, content: () => string | Buffer) =>
    fastify.get(DOCS_PATH + path, (_request, reply) => {
      void reply.headers({ 'content-type': type, 'content-security-policy': POLICY }).send(content())
    })

  serve('', 'text/html; charset=utf-8', () => PAGE)
  serve('/start.js', SCRIPT, () => START)
  for (const [name, type] of Object.entries(FILES)) serve(`/${name}`, type, () => swaggerUiFile(name))
}

const read = new Map<string, Buffer>()

function swaggerUiFile(name: string): Buffer {
  const known = read.get(name)
  if (known !== undefined) return known
  const bytes = readFileSync(createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`))
  read.set(name, bytes)
  return bytes
}
