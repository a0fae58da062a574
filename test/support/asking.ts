/** People as processes of a test know them: a token, and requests to an API wherever it runs. Whatever comes of them is told, and held against nothing. */
import { execFileSync } from 'node:child_process'

export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<'id' | 'planId' | 'position', string>>
}

/** As one person, of one API. */
export interface Asking {
  asks(
    method: string,
    path: string,
    request?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<Answer>
}

export const askingAt = (api: string, token: string, activity: string): Asking => ({
  async asks(method, path, { body, headers } = {}) {
    const answer = await fetch(api + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'processing-activity': activity,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: JSON.parse(text === '' ? '{}' : text) as Answer['body'] }
  },
})

export const ACTIVITIES = {
  coordinator: 'plan-coordination',
  'family-member': 'own-file',
  partner: 'partner-information',
} as const

/** Of the development issuer on that directory, from the command as it was built. */
export function tokenOf(dataDir: string, role: string, name: string, theirs: readonly string[] = []): string {
  const asked = ['--role', role, '--name', name, '--hours', '12']
  const env = { PATH: process.env['PATH'], SAMENSPEL_DATA_DIR: dataDir }
  return execFileSync(process.execPath, ['dist/apps/api/token.js', ...asked, ...theirs], {
    encoding: 'utf8',
    env,
  }).trim()
}

export const subjectOf = (token: string): string =>
  (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { readonly sub: string }).sub
