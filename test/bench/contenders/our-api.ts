/**
 * The API in a process of its own, or the same without a store: every route, token check, validation and header as it is, but each command is answered
 * at once. Settings: `store` (yes or no), `command` (goal or deviation), and `told`, a file in which it says where it is and what to ask of it.
 */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { BASES_OF_ALL_LAWS } from '../../support/coordination-bases.ts'
import { UNHURRIED } from '../../support/unhurried.ts'
import type { MakeContender } from '../contender.ts'
import { built } from '../work/built.ts'
import { ownDirectory } from '../work/directories.ts'
import { sized } from '../work/size.ts'

const FAMILIES = sized(200, 8)
const PROTOCOL = 'meldcode'

/** The same request for each family: a goal, which is written every day; or leaving a step of a protocol, the most that any command has to look up. */
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

export const contender: MakeContender = async ({ store, told, command }) => {
  const directory = ownDirectory()
  const { readConfiguration } = await built<Configurations>('libs/installation/configuration.js')
  const configuration = readConfiguration({
    // What one caller may ask is measured elsewhere; here one asks for all.
    ...UNHURRIED,
    SAMENSPEL_DATA_DIR: directory.file('data'),
    SAMENSPEL_PORT: '0',
  })
  const { start } = await built<Start>('apps/api/start.js')
  const running = await start(configuration)
  const { developmentIssuer } = await built<Issuers>('apps/api/sign-in/development-issuer.js')
  const issuer = await developmentIssuer(configuration)
  const families = await helpedFamilies(`${running.url}/v1`, (who) => issuer.issue({ lifetimeSeconds: 36_000, ...who }))
  const requests = families.map(({ goal, deviation }) => (command === 'goal' ? goal : deviation))
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

type Request = Told['requests'][number]

/** A municipality with its protocol and readers, and so many families that a youth worker helps. */
async function helpedFamilies(
  api: string,
  issue: (who: object) => Promise<string>,
): Promise<readonly { readonly goal: Request; readonly deviation: Request }[]> {
  const as = (token: string, activity: string) => async (method: string, path: string, body?: object) => {
    const { 'content-type': type, ...others } = headersOf(token, activity)
    const headers = { ...others, ...(body !== undefined && { 'content-type': type }), 'idempotency-key': randomUUID() }
    const answer = await fetch(api + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${String(answer.status)} ${await answer.text()}`)
    return answer.status === 204 ? {} : ((await answer.json()) as Readonly<Record<string, string>>)
  }
  const ans = as(await issue({ role: 'administrator', name: 'Ans' }), 'administration')
  const coordinator = await issue({ role: 'coordinator', name: 'Noor', team: 'noord' })
  const noor = as(coordinator, 'plan-coordination')
  const yara = await issue({ role: 'professional', name: 'Yara' })
  const rule = 'with-second-reader'
  await ans('PUT', '/coordination-bases', { bases: BASES_OF_ALL_LAWS })
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

  const families: { readonly goal: Request; readonly deviation: Request }[] = []
  for (let family = 0; family < FAMILIES; family += 1) {
    const { planId = '' } = await noor('POST', '/plans', { lifeAreas: ['finances'], reportedBy: 'family' })
    const { id: child = '' } = await noor('POST', `/plans/${planId}/members`, { name: 'Kim', birthDate: '2012-06-15' })
    const { id: parent = '' } = await noor('POST', `/plans/${planId}/members`, {
      name: 'Mirjam',
      birthDate: '1985-04-01',
    })
    await noor('POST', `/plans/${planId}/own-plan-invitations`)
    const mirjam = as(await issue({ role: 'family-member', name: 'Mirjam', subject: parent }), 'own-file')
    await mirjam('POST', `/plans/${planId}/own-plan-waivers`, { reason: 'Wij praten liever' })
    await noor('POST', `/plans/${planId}/care-team/professionals`, {
      professional: subjectOf(yara),
      name: 'Yara',
      scope: 'domain',
      organisation: '00000099000000000002',
      domain: 'youth',
      activity: 'youth-support',
      until: '2099-01-01T00:00:00Z',
    })
    const goal = {
      domain: 'youth',
      about: [child],
      lifeArea: 'finances',
      words: 'Kim gaat weer elke dag naar school, en slaapt door',
    }
    const deviation = {
      domain: 'youth',
      about: [child],
      protocol: PROTOCOL,
      step: 'meld-binnen-een-dag',
      insteadDone: 'Eerst drie gesprekken met Kim gevoerd',
      situation: 'Kim vertrouwt sinds kort iemand',
      acute: false,
      happenedAt: '2026-01-05T10:00:00Z',
    }
    families.push({
      goal: request(`/v1/plans/${planId}/goals`, headersOf(coordinator, 'plan-coordination'), goal),
      deviation: request(`/v1/plans/${planId}/deviations`, headersOf(yara, 'youth-support'), deviation),
    })
  }
  return families
}

const request = (path: string, headers: Request['headers'], body: object): Request => ({
  method: 'POST',
  path,
  headers,
  body: JSON.stringify(body),
})

const headersOf = (token: string, activity: string) => ({
  authorization: `Bearer ${token}`,
  'processing-activity': activity,
  'content-type': 'application/json',
})

function subjectOf(token: string): string {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { readonly sub: string }
  return claims.sub
}
