/** The document of the API is true and by the rules: the government's linter finds nothing, and what the API really answers is what the document says. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { OpenAPIObject } from '@nestjs/swagger'
import type { JsonSchema } from '../libs/http/body-schemas.ts'
import { receiver } from '../libs/messaging/testing/receiver.ts'
import { aDeviationRead, aHelpedFamily, type DeviationRead, type HelpedFamily } from './support/a-helped-family.ts'
import { findingsIn, withTheLinter } from './support/api-design-rules.ts'
import { operationAt, operationsOf } from './support/routes.ts'
import { untoldBy, type Untold } from './support/told-by-the-document.ts'
import { allEvents, aPartner, DE_STAM } from './support/partners.ts'
import { BRP } from './support/proofs.ts'
import { schemasOf } from './support/samples.ts'
import { aTown, type Asking, type Town } from './support/story.ts'

let town: Town
let family: HelpedFamily
let read: DeviationRead
let document: OpenAPIObject
let untold: Untold

beforeAll(async () => {
  town = await aTown()
  document = (await (await fetch(`${town.api}/openapi.json`)).json()) as OpenAPIObject
  untold = untoldBy(document)
  family = await aHelpedFamily(town)
  read = await aDeviationRead(town, family)
}, 60_000)

afterAll(() => town.close())

const faults: string[] = []
const seen = new Set<string>()
/** As that person, with every answer held against the document. */
function watched(asking: Asking): Asking['asks'] {
  return async (method, path, request) => {
    const answer = await asking.asks(method, path, request)
    seen.add(`${method} ${operationAt(document, method, path).path} ${String(answer.status)}`)
    faults.push(...untold(method, path, answer))
    return answer
  }
}

describe('every operation', () => {
  it('has a summary, and an id that no other has', () => {
    const all = operationsOf(document)
    expect(all.length).toBeGreaterThan(70)
    expect(all.filter(({ operation }) => (operation.summary ?? '') === '').map(({ path }) => path)).toEqual([])
    const ids = all.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(all.length)
  })

  it('says what it answers with: a schema of ours for each success', () => {
    const bare = operationsOf(document).filter(({ operation }) =>
      Object.entries(operation.responses).some(
        ([status, response]) => status.startsWith('2') && (response === undefined || !('content' in response)),
      ),
    )
    expect(bare.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  it('about a plan says that it must be told why', () => {
    const silent = operationsOf(document)
      .filter(({ path }) => path.startsWith('/plans'))
      .filter(
        ({ operation }) =>
          !(operation.parameters ?? []).some(
            (each) => 'name' in each && each.name === 'Processing-Activity' && each.required,
          ),
      )
    expect(silent).toEqual([])
  })
})

describe('every schema', () => {
  it('that is a list of values has a name of its own: none stands within another', () => {
    const within = Object.values({ ...document.paths, ...schemasOf(document) }).flatMap((each) =>
      'enum' in each ? [] : (JSON.stringify(each).match(/"enum":\[[^\]]*\]/g) ?? []),
    )
    expect(within).toEqual([])
    expect(Object.values(schemasOf(document)).filter((each) => 'enum' in each).length).toBeGreaterThan(35)
  })

  it('has a name that no generator gives to a part of another', () => {
    const names = new Set(Object.keys(schemasOf(document)).map((name) => name.toLowerCase()))
    const partsOf = (name: string, schema: JsonSchema): string[] =>
      Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>).flatMap(([key, part]) =>
        '$ref' in part ? [] : [name + key.toLowerCase(), ...partsOf(name + key.toLowerCase(), part)],
      )
    const parts = Object.entries(schemasOf(document)).flatMap(([name, schema]) => partsOf(name.toLowerCase(), schema))
    expect(parts.length).toBeGreaterThan(400)
    expect(parts.filter((part) => names.has(part))).toEqual([])
  })
})

describe('what is answered', () => {
  it('is what the document says: every part of a plan, read by everyone with a part in it and by who has none', async () => {
    const { planId, coordinator, youthWorker, incomeWorker, parent, child, auditor } = family
    const plan = `/plans/${planId}`
    const goals = { domain: 'youth', about: [child.id], lifeArea: 'work-and-education', words: 'Weer naar school' }
    const yara = watched(town.as(youthWorker))
    const goal = (await yara('POST', `${plan}/goals`, { body: goals })).body.id
    await yara('POST', `${plan}/goals/${goal}/invitations`, { body: { person: child.id } })
    const view = { person: child.id, stance: 'has-doubts', words: 'Liever volgend jaar' }
    await watched(town.as(child))('POST', `${plan}/goals/${goal}/views`, { body: view })
    const basedOn = await town.as(youthWorker).tagOf(planId)
    await yara('POST', `${plan}/goals/${goal}/adoption`, { body: { basedOn } })
    const action = { goal, owner: youthWorker.id, words: 'Met school bellen', doneByDate: '2031-01-01' }
    const planned = (await yara('POST', `${plan}/actions`, { body: action })).body.id
    await yara('POST', `${plan}/actions/${planned}/acceptance`)
    await yara('POST', `${plan}/care-team/capacity-judgements`, {
      body: { person: child.id, domain: 'youth', canSpeak: true, reason: 'Begrijpt de vraag' },
    })

    const noor = watched(town.as(coordinator))
    await noor('POST', `${plan}/expected-children`, { body: { expectedOn: '2031-01-01' } })
    await noor('POST', `${plan}/coordinator/deputies`, { body: { deputy: incomeWorker.id, name: 'Pim' } })
    await noor('DELETE', `${plan}/coordinator/deputies/${incomeWorker.id}`)
    await noor('POST', `${plan}/care-team/representatives`, {
      body: {
        representative: parent.id,
        name: 'Mirjam de Vries',
        represents: child.id,
        kind: 'parental-authority',
        from: '2020-01-01T00:00:00Z',
        proof: BRP,
      },
    })
    const first = {
      concern: { domain: 'participation', lifeArea: 'finances' },
      about: [parent.id],
      over: ['youth'],
      needs: [],
      reason: 'Eerst rust over geld',
    }
    const priority = (await noor('POST', `${plan}/priorities`, { body: first })).body.id
    const document = {
      safety: 'Geen zorgen',
      sensitivities: 'Bel eerst',
      actions: [planned],
      deviations: [read.deviation],
    }
    const next = { to: crypto.randomUUID(), name: 'Bart', team: 'noord', document }
    const handover = (await noor('POST', `${plan}/handovers`, { body: next })).body.id
    await watched(town.as(parent))('POST', `${plan}/coordinator/requests`, { body: { reason: 'Het klikt niet' } })

    const parts = ['', '/members', '/coordinator', '/handovers', '/care-team', '/goals', '/actions', '/priorities']
    const items = [
      `/members/${child.id}`,
      `/handovers/${handover}`,
      `/priorities/${priority}`,
      `/goals/${goal}`,
      `/actions/${planned}`,
      `/deviations/${read.deviation}`,
    ]
    const more = ['/deviations', `/deviations/${read.deviation}/dossier`, '/history?limit=500', '/history?limit=2']
    const changes = ['/history/changes?from=-1&to=3', '?revision=2']
    const readers = [coordinator, youthWorker, incomeWorker, parent, child, auditor, read.reader]
    for (const reader of [...readers, await town.person('professional', 'Vreemd')])
      for (const path of [...parts, ...items, ...more, ...changes]) await watched(town.as(reader))('GET', plan + path)
    expect(faults).toEqual([])
    const succeeded = [...seen].filter((each) => / 20\d$/.test(each))
    expect(succeeded).toHaveLength(14 + 18)
  }, 60_000)

  it('is what the document says: every list, as far as it has come', async () => {
    const { planId, coordinator, youthWorker, incomeWorker, child, administrator } = family
    const support = { body: { accepted: true } }
    const wrote = await watched(town.as(coordinator))('POST', `/plans/${planId}/client-support-offers`, support)
    const headers = { 'consistent-after': wrote.headers.get('position') ?? '' }
    const rows: string[] = []
    for (const person of [coordinator, youthWorker, incomeWorker, child, read.reader, administrator])
      for (const path of ['/caseload', '/due', '/due?scope=team', '/deviations?limit=1', '/plans']) {
        const { status, body } = await watched(town.as(person))('GET', path, { headers })
        expect({ path, status }).toEqual({ path, status: 200 })
        rows.push(...(body['items'] as readonly unknown[]).map(() => path))
      }
    expect(new Set(rows)).toEqual(new Set(['/caseload', '/due', '/due?scope=team', '/deviations?limit=1', '/plans']))
    await watched(town.as(coordinator))('GET', '/plans', { headers: { 'consistent-after': 'soon' } })
    expect(faults).toEqual([])
  }, 60_000)

  it('is what the document says: what a partner is told, what that refers to, and a referral answered', async () => {
    const { planId, coordinator, child } = family
    const noor = watched(town.as(coordinator))
    const stam = await aPartner(town, DE_STAM)
    const partner = watched(town.as(stam))
    const body = {
      to: DE_STAM,
      domain: 'wmo',
      about: [child.id],
      words: 'Een eigen kamer',
      until: '2031-01-01T00:00:00Z',
    }
    const referral = `/plans/${planId}/referrals/${(await noor('POST', `/plans/${planId}/referrals`, { body })).body.id}`
    await partner('POST', `${referral}/questions`, { body: { words: 'Wanneer?' } })
    await noor('POST', `${referral}/answers`, { body: { words: 'Deze zomer' } })
    await partner('POST', `${referral}/acceptance`)
    for (const person of [coordinator, child]) await watched(town.as(person))('GET', `/plans/${planId}/referrals`)
    await partner('GET', '/events')
    await partner('GET', '/event-schemas')
    await partner('GET', '/event-schemas/nl.samenspel.plan.goal-adopted.v1/1')
    const told = await allEvents(town, stam)
    expect(told.length).toBeGreaterThan(5)
    for (const { dataref } of told) await partner('GET', new URL(dataref).pathname.replace('/v1', ''))
    await noor('POST', `${referral}/end`, { body: {} })
    for (const { dataref } of told) await partner('GET', new URL(dataref).pathname.replace('/v1', ''))
    await noor('GET', '/events')
    expect(faults).toEqual([])
  }, 60_000)

  it('is what the document says: subscriptions, and what is done with them', async () => {
    const partner = watched(town.as(await aPartner(town, DE_STAM)))
    const hook = await receiver()
    const { id } = (await partner('POST', '/subscriptions', { body: { channel: 'webhook', endpoint: hook.url } })).body
    const at = `/subscriptions/${id}`
    await partner('POST', `${at}/challenges`)
    await partner('POST', `${at}/pause`)
    await partner('POST', `${at}/resumption`)
    await partner('POST', `${at}/replays`, { body: { since: '2026-03-01T00:00:00Z' } })
    await partner('POST', `${at}/secrets`, { body: { overlapHours: 2 } })
    await partner('POST', `${at}/secrets`, { body: { overlapHours: -2 } })
    await partner('GET', at)
    await partner('GET', '/subscriptions')
    await partner('DELETE', at)
    await partner('POST', `${at}/pause`, { headers: { 'if-match': '"AAAAAAAAAAAAAAAAAAAAAA"' } })
    await partner('POST', '/subscriptions', { body: { channel: 'kafka' } })
    await hook.close()
    expect(faults).toEqual([])
  }, 60_000)

  it('is what the document says: what the municipality decides, and every kind of no', async () => {
    const ans = watched(town.as(family.administrator))
    const pools = [
      '/second-readers',
      '/second-readers?version=0',
      '/second-readers?version=9',
      '/second-readers?version=x',
    ]
    for (const path of ['/processing-activities', '/terms', ...pools, '/protocols', '/protocols/meldcode'])
      await ans('GET', path)
    await ans('GET', '/protocols/meldcode/versions')
    const { version: _, ...terms } = (await ans('GET', '/terms')).body
    await ans('PUT', '/terms', { body: terms })
    const opened = await ans('POST', '/inspections', {
      body: {
        auditor: family.auditor.id,
        law: 'youth',
        plans: [family.planId],
        recordedFrom: '2020-01-01T00:00:00Z',
        recordedUntil: '2031-01-01T00:00:00Z',
        openUntil: '2031-01-01T00:00:00Z',
        reason: 'Thematisch toezicht',
      },
    })
    await ans('GET', `/inspections/${opened.body.id}`)
    await ans('POST', `/inspections/${opened.body.id}/closure`)
    await ans('GET', '/protocols/nothing')
    await ans('PUT', '/terms', { body: {} })
    await ans('PUT', '/terms', { headers: { authorization: 'Bearer no' }, body: terms })
    await watched(town.as(family.coordinator))('PUT', '/terms', { body: terms })
    const noor = watched(town.as(family.coordinator))
    const members = `/plans/${family.planId}/members`
    const named = { body: { name: 'Iemand' } }
    await noor('POST', members, { ...named, headers: { 'if-match': '"nothing"' } })
    await noor('POST', members, { body: 'x'.repeat(300_000) })
    await noor('POST', members, { ...named, headers: { 'content-type': 'text/plain' } })
    await noor('POST', members, { ...named, headers: { 'processing-activity': '', 'if-match': '*' } })
    const protocol = { protocol: 'meldcode', title: 'Nog eens', owner: '00000099000000000001', domain: 'youth' }
    await ans('POST', '/protocols', { body: protocol })
    expect(faults).toEqual([])
    for (const status of [200, 201, 400, 401, 403, 404, 409, 412, 413, 415])
      expect([...seen].filter((each) => each.endsWith(` ${String(status)}`))).not.toEqual([])
  }, 60_000)

  it('is held to it: an answer with a member too many, or one too few, is found out', () => {
    const headers = new Headers({ 'content-type': 'application/json', 'api-version': '1', etag: '"a"' })
    const told = { planId: family.planId, etag: '"a"', members: [], expectedChildren: [] }
    const path = `/plans/${family.planId}/members`
    const answered = (body: object) => untold('GET', path, { status: 200, headers, body: body })
    expect(answered(told)).toEqual([])
    expect(answered({ ...told, more: 1 })).toHaveLength(1)
    expect(answered({ planId: told.planId, etag: told.etag, members: [] })).toHaveLength(1)
  })
})

describe('the readable documentation', () => {
  it('is a page with a script and a style from here, under a policy that lets in nothing else', async () => {
    const page = await fetch(`${town.api}/docs`)
    const html = await page.text()
    expect({ status: page.status, type: page.headers.get('content-type') }).toEqual({
      status: 200,
      type: 'text/html; charset=utf-8',
    })
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address)
    expect(files.length).toBeGreaterThan(3)
    const origin = new URL(town.api).origin
    for (const file of files) {
      const answer = await fetch(origin + file)
      expect({ file, status: answer.status }).toEqual({ file, status: 200 })
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(50)
    }
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(html).not.toMatch(/<script>|<style|style=|onload=/)
  })

  it('is its own files only, and nothing under a slash', async () => {
    for (const path of ['/docs/', '/docs/package.json', '/docs/index.html', '/docs/..%2fpackage.json'])
      expect({ path, status: (await fetch(town.api + path)).status }).toEqual({ path, status: 404 })
  })
})

withTheLinter.describe('the linter of the NLGov API Design Rules', () => {
  it('finds nothing: no error and no warning', async () => {
    expect(await findingsIn(document)).toEqual([])
  }, 90_000)
})
