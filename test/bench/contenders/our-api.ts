/**
 * The API in a process of its own, or the same without a store: every route, token check, validation and header as it is, but each command is answered
 * at once. Settings: `store` (yes or no), and `told`, a file in which it says where it is and what to ask of it.
 */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { MakeContender } from '../contender.ts'
import { built } from '../work/built.ts'
import { ownDirectory } from '../work/directories.ts'

const FAMILIES = 200
const PROTOCOL = 'meldcode'

/** A request that leaves a step of the protocol, one for each family. */
export interface Told {
  readonly url: string
  readonly requests: readonly {
    readonly method: 'POST'
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  }[]
}

interface Start {
  readonly start: (configuration: unknown) => Promise<{
    readonly url: string
    readonly app: { get(token: unknown): { execute: (command: unknown) => Promise<unknown> } }
    stop(): Promise<void>
  }>
}
interface Configurations {
  readonly readConfiguration: (environment: Readonly<Record<string, string>>) => unknown
}
interface Issuers {
  readonly developmentIssuer: (configuration: unknown) => Promise<{ issue(who: object): Promise<string> }>
}

export const contender: MakeContender = async ({ store, told }) => {
  const directory = ownDirectory()
  const { readConfiguration } = await built<Configurations>('apps/api/configuration.js')
  const configuration = readConfiguration({ SAMENSPEL_DATA_DIR: directory.file('data'), SAMENSPEL_PORT: '0' })
  const { start } = await built<Start>('apps/api/start.js')
  const running = await start(configuration)
  const { developmentIssuer } = await built<Issuers>('apps/api/sign-in/development-issuer.js')
  const issuer = await developmentIssuer(configuration)
  const requests = await helpedFamilies(`${running.url}/v1`, (who) => issuer.issue({ lifetimeSeconds: 36_000, ...who }))
  writeFileSync(String(told), JSON.stringify({ url: running.url, requests } satisfies Told))
  if (store === 'no') {
    const { CommandBus } = await import('@nestjs/cqrs')
    const answer = { planId: randomUUID(), etag: '"AAAAAAAAAAAAAAAAAAAAAA"', position: '0000000000000001' }
    running.app.get(CommandBus).execute = () => Promise.resolve(answer)
  }
  return {
    work: () => Promise.reject(new Error('work is asked of it over HTTP')),
    close: async () => {
      await running.stop()
      directory.remove()
    },
  }
}

/** A municipality with its protocol and readers, and so many families that a youth worker helps. */
async function helpedFamilies(api: string, issue: (who: object) => Promise<string>): Promise<Told['requests']> {
  const as = (token: string, activity: string) => async (method: string, path: string, body: unknown) => {
    const headers = { ...headersOf(token, activity), 'idempotency-key': randomUUID() }
    const answer = await fetch(api + path, { method, headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${String(answer.status)} ${await answer.text()}`)
    return answer.status === 204 ? {} : ((await answer.json()) as Readonly<Record<string, string>>)
  }
  const ans = as(await issue({ role: 'administrator', name: 'Ans' }), 'administration')
  const noor = as(await issue({ role: 'coordinator', name: 'Noor', team: 'noord' }), 'plan-coordination')
  const yara = await issue({ role: 'professional', name: 'Yara' })
  const rule = 'with-second-reader'
  await ans('PUT', '/second-readers', { readers: [{ reader: randomUUID(), domains: ['youth'] }] })
  await ans('POST', '/protocols', {
    protocol: PROTOCOL,
    title: 'Meldcode',
    owner: '00000099000000000001',
    domain: 'youth',
  })
  await ans('POST', `/protocols/${PROTOCOL}/versions`, {
    inForceFrom: '2020-01-01T00:00:00Z',
    steps: [{ step: 'meld-binnen-een-dag', title: 'Meld binnen een dag', rule }],
  })

  const requests: Told['requests'][number][] = []
  for (let family = 0; family < FAMILIES; family += 1) {
    const { planId = '' } = await noor('POST', '/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
    const { id: child = '' } = await noor('POST', `/plans/${planId}/members`, { name: 'Kim', birthDate: '2012-06-15' })
    await noor('POST', `/plans/${planId}/care-team/professionals`, {
      professional: subjectOf(yara),
      name: 'Yara',
      organisation: '00000099000000000002',
      domain: 'youth',
      activity: 'youth-support',
      until: '2099-01-01T00:00:00Z',
    })
    const body = {
      domain: 'youth',
      about: [child],
      protocol: PROTOCOL,
      step: 'meld-binnen-een-dag',
      insteadDone: 'Eerst drie gesprekken met Kim gevoerd',
      situation: 'Kim vertrouwt sinds kort iemand',
      acute: false,
      happenedAt: '2026-01-05T10:00:00Z',
    }
    const path = `/v1/plans/${planId}/deviations`
    requests.push({ method: 'POST', path, headers: headersOf(yara, 'youth-support'), body: JSON.stringify(body) })
  }
  return requests
}

const headersOf = (token: string, activity: string) => ({
  authorization: `Bearer ${token}`,
  'processing-activity': activity,
  'content-type': 'application/json',
})

function subjectOf(token: string): string {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { readonly sub: string }
  return claims.sub
}
