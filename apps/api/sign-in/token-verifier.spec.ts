import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { createLocalJWKSet, exportJWK, exportSPKI, generateKeyPair, SignJWT, type JWTVerifyGetKey } from 'jose'
import { ROLES } from '../../../libs/deciding/decider.ts'
import { CLAIMS, SIGN_IN_REASONS, SignInRefused, type Claim, type SignInReason } from './sign-in-refused.ts'
import { tokenVerifier } from './token-verifier.ts'

const issuer = 'https://sign-in.example.nl'
const audience = 'urn:samenspel:api'
const AT = Date.parse('2026-03-02T09:00:00.000Z')
const seconds = AT / 1000

const claims = {
  iss: issuer,
  aud: audience,
  sub: '0b54cd6b-5a4b-4f7e-9f3e-3a6e1f1d2c01',
  jti: 'token-1',
  iat: seconds,
  exp: seconds + 3600,
  role: 'coordinator',
  name: 'Amina',
  organisation: '00000099000000000001',
  team: 'Noord',
}
const header = { alg: 'ES256', typ: 'at+jwt', kid: 'one' }

let ours: Awaited<ReturnType<typeof generateKeyPair>>
let another: typeof ours
let keys: JWTVerifyGetKey
let publicKey: string

beforeAll(async () => {
  ours = await generateKeyPair('ES256', { extractable: true })
  another = await generateKeyPair('ES256')
  keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'one' }] })
  publicKey = await exportSPKI(ours.publicKey)
})

const signed = (
  payload: Record<string, unknown>,
  protectedHeader: Partial<typeof header> = {},
  key = ours.privateKey,
) => new SignJWT(payload).setProtectedHeader({ ...header, ...protectedHeader }).sign(key)

const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url')
const without = (claim: keyof typeof claims) =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => name !== claim))

const verify = (token: string) => tokenVerifier({ issuer, audience, keys, now: () => AT }).verify(token)

async function refusalOf(token: string): Promise<SignInRefused> {
  try {
    await verify(token)
  } catch (error) {
    assert.ok(error instanceof SignInRefused, String(error))
    return error
  }
  return assert.fail('The token was accepted')
}

async function expectRefused(token: string | Promise<string>, reason: SignInReason, wrong: readonly Claim[] = []) {
  const refused = await refusalOf(await token)
  expect({ reason: refused.reason, claims: refused.claims, status: refused.status }).toEqual({
    reason,
    claims: wrong,
    status: 401,
  })
}

describe('a token', () => {
  it('that is good says who is signed in', async () => {
    expect(await verify(await signed(claims))).toEqual({
      issuer,
      subject: claims.sub,
      role: 'coordinator',
      name: 'Amina',
      organisation: '00000099000000000001',
      team: 'Noord',
      tokenId: 'token-1',
      expiresAt: '2026-03-02T10:00:00.000Z',
    })
  })

  it('of a family member or a representative needs no organisation, name or team', async () => {
    const { iss, aud, sub, jti, iat, exp } = claims
    for (const role of ['family-member', 'representative']) {
      expect(await verify(await signed({ iss, aud, sub, jti, iat, exp, role }))).toEqual({
        issuer,
        subject: sub,
        role,
        tokenId: jti,
        expiresAt: '2026-03-02T10:00:00.000Z',
      })
    }
  })

  it('of an employee needs an organisation, whatever the role', async () => {
    for (const role of ROLES.filter((role) => role !== 'family-member' && role !== 'representative')) {
      await expectRefused(signed({ ...without('organisation'), role }), 'CLAIMS_ARE_NOT_ACCEPTED', ['organisation'])
    }
  })

  it('may name its role the standard way, as a list of one', async () => {
    expect(await verify(await signed({ ...without('role'), roles: ['auditor'] }))).toMatchObject({ role: 'auditor' })
    expect(await verify(await signed({ ...claims, roles: ['coordinator'] }))).toMatchObject({ role: 'coordinator' })
  })

  it('with no signature is refused, and so is one signed with the public key as a secret', async () => {
    await expectRefused(`${encoded({ ...header, alg: 'none' })}.${encoded(claims)}.`, 'ALGORITHM_IS_NOT_ACCEPTED')
    const text = `${encoded({ ...header, alg: 'HS256' })}.${encoded(claims)}`
    const mac = createHmac('sha256', publicKey).update(text).digest('base64url')
    await expectRefused(`${text}.${mac}`, 'ALGORITHM_IS_NOT_ACCEPTED')
  })

  it('signed by somebody else is refused, under our key id or their own', async () => {
    await expectRefused(signed(claims, {}, another.privateKey), 'SIGNATURE_IS_WRONG')
    await expectRefused(signed(claims, { kid: 'two' }, another.privateKey), 'KEY_IS_UNKNOWN')
  })

  it('that brings its own key is refused: only the issuer says what its keys are', async () => {
    const jwk = await exportJWK(another.publicKey)
    const token = new SignJWT(claims)
      .setProtectedHeader({ ...header, jwk, jku: 'https://keys.example.com' })
      .sign(another.privateKey)
    await expectRefused(token, 'SIGNATURE_IS_WRONG')
  })

  it('changed after signing is refused', async () => {
    const [head, , signature] = (await signed(claims)).split('.')
    await expectRefused(
      `${String(head)}.${encoded({ ...claims, role: 'auditor' })}.${String(signature)}`,
      'SIGNATURE_IS_WRONG',
    )
  })

  it('for another audience, from another issuer or of another type is refused', async () => {
    await expectRefused(signed({ ...claims, aud: 'urn:other:api' }), 'TOKEN_IS_FOR_ANOTHER_AUDIENCE')
    await expectRefused(signed({ ...claims, iss: `${issuer}/` }), 'ISSUER_IS_NOT_ACCEPTED')
    await expectRefused(signed(claims, { typ: 'JWT' }), 'TYPE_IS_NOT_ACCEPTED')
    await expectRefused(
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(ours.privateKey),
      'TYPE_IS_NOT_ACCEPTED',
    )
  })

  it('without audience or issuer is refused', async () => {
    await expectRefused(signed(without('aud')), 'CLAIMS_ARE_NOT_ACCEPTED', ['aud'])
    await expectRefused(signed(without('iss')), 'CLAIMS_ARE_NOT_ACCEPTED', ['iss'])
  })

  it('counts between its times, with five seconds for clocks that differ', async () => {
    await expectRefused(signed({ ...claims, exp: seconds - 6 }), 'TOKEN_HAS_EXPIRED')
    await expectRefused(signed({ ...claims, nbf: seconds + 6 }), 'TOKEN_IS_NOT_VALID_YET')
    await expectRefused(signed({ ...claims, iat: seconds + 6 }), 'CLAIMS_ARE_NOT_ACCEPTED', ['iat'])
    const { subject } = await verify(await signed({ ...claims, exp: seconds - 4, nbf: seconds + 4, iat: seconds + 4 }))
    expect(subject).toBe(claims.sub)
  })

  it.each([
    ['exp', [undefined, 'tomorrow', 1e300]],
    ['iat', [undefined, 'yesterday', null]],
    ['jti', [undefined, '', 7, 'x'.repeat(201)]],
    ['sub', [undefined, 'amina', `${claims.sub}x`, claims.sub.toUpperCase(), '00000000-0000-0000-0000-000000000000']],
    [
      'role',
      [undefined, 'mayor', 'Coordinator', ['coordinator', 'auditor'], [], { coordinator: true }, null, '__proto__'],
    ],
    ['organisation', ['1', '0000009900000000000x', 99, null, ['00000099000000000001']]],
    ['name', ['', 7, 'x'.repeat(201)]],
    ['team', [' ', ['Noord'], 'x'.repeat(201)]],
  ] as const)('with a wrong or missing %s is refused', async (claim, values) => {
    for (const value of values) {
      await expectRefused(signed({ ...claims, [claim]: value }), 'CLAIMS_ARE_NOT_ACCEPTED', [claim])
    }
  })

  it('with two roles in two claims is refused', () =>
    expectRefused(signed({ ...claims, roles: ['auditor'] }), 'CLAIMS_ARE_NOT_ACCEPTED', ['role']))

  it('with several wrong claims is told all of them at once', async () => {
    const token = await signed({ ...without('jti'), sub: 'amina', role: 'mayor', organisation: '1' })
    const wrong = ['jti', 'sub', 'role', 'organisation'] as const
    await expectRefused(token, 'CLAIMS_ARE_NOT_ACCEPTED', wrong)
    const refused = await refusalOf(token)
    for (const claim of wrong) expect(refused.detail('nl')).toContain(CLAIMS[claim].nl)
  })

  it('bound to a key of its holder is refused from whoever merely holds it', () =>
    expectRefused(signed({ ...claims, cnf: { jkt: 'thumbprint' } }), 'TOKEN_IS_BOUND_TO_A_KEY'))

  it('that is huge is refused before anything is computed', () =>
    expectRefused(signed({ ...claims, more: 'x'.repeat(8_192) }), 'TOKEN_IS_TOO_LONG'))

  it.each(['', 'x', 'a.b.c', '..', 'e30.e30.e30', `${'a'.repeat(100)}.`, 'a.b.c.d.e'])(
    'that is not one is refused: %p',
    (text) => expectRefused(text, 'TOKEN_IS_NOT_READABLE'),
  )
})

describe('a verdict', () => {
  /** A clock and keys that can be changed, and how often a key was asked for: that is how often a signature was checked. */
  function world(verdictsKept = 10) {
    const state = { at: AT, asked: 0, keys }
    const counted: JWTVerifyGetKey = (header, token) => {
      state.asked += 1
      return state.keys(header, token)
    }
    return { state, verifier: tokenVerifier({ issuer, audience, keys: counted, now: () => state.at, verdictsKept }) }
  }
  const minutes = (count: number) => count * 60_000

  it('is remembered, so that a signature is checked once', async () => {
    const { state, verifier } = world()
    const token = await signed(claims)
    expect(await verifier.verify(token)).toEqual(await verifier.verify(token))
    expect(state.asked).toBe(1)
  })

  it('ends when the token does', async () => {
    const { state, verifier } = world()
    const token = await signed({ ...claims, exp: seconds + 60 })
    await verifier.verify(token)
    state.at += minutes(1) + 5_000
    await assert.rejects(verifier.verify(token), { reason: 'TOKEN_HAS_EXPIRED' })
  })

  it('ends ten minutes after it was given, so that a withdrawn key stops counting', async () => {
    const { state, verifier } = world()
    const token = await signed(claims)
    await verifier.verify(token)
    state.keys = createLocalJWKSet({ keys: [] })
    state.at += minutes(10) - 1
    await verifier.verify(token)
    state.at += 1
    await assert.rejects(verifier.verify(token), { reason: 'KEY_IS_UNKNOWN' })
  })

  it('against a token is not remembered: its key may be published a moment later', async () => {
    const { state, verifier } = world()
    const token = await signed(claims)
    state.keys = createLocalJWKSet({ keys: [] })
    await assert.rejects(verifier.verify(token), { reason: 'KEY_IS_UNKNOWN' })
    state.keys = keys
    expect(await verifier.verify(token)).toMatchObject({ subject: claims.sub })
  })

  it('makes room when there are too many: the one unused for longest goes, and refused tokens take no room', async () => {
    const { state, verifier } = world(2)
    const [one, two, three] = await Promise.all(['1', '2', '3'].map((jti) => signed({ ...claims, jti })))
    assert.ok(one !== undefined && two !== undefined && three !== undefined)
    for (const token of [one, two, one]) await verifier.verify(token)
    for (const text of ['x', 'y', 'z']) await assert.rejects(verifier.verify(text))
    await verifier.verify(three)
    expect(state.asked).toBe(3)
    await verifier.verify(one)
    expect(state.asked).toBe(3)
    await verifier.verify(two)
    expect(state.asked).toBe(4)
  })

  it('cannot be changed by whoever receives it', async () => {
    expect(Object.isFrozen(await verify(await signed(claims)))).toBe(true)
  })
})

describe('what a refusal tells', () => {
  const reasons = Object.keys(SIGN_IN_REASONS).filter((reason): reason is SignInReason => reason in SIGN_IN_REASONS)

  it('fits in a WWW-Authenticate header (RFC 6750 §3), for every reason and claim', () => {
    const everyClaim = Object.keys(CLAIMS).filter((claim): claim is Claim => claim in CLAIMS)
    for (const reason of reasons.filter((reason) => reason !== 'TOKEN_MISSING')) {
      expect(new SignInRefused(reason, everyClaim).challenge).toMatch(
        /^Bearer realm="samenspel", error="invalid_token", error_description="[\x20-\x21\x23-\x5B\x5D-\x7E]+"$/,
      )
    }
  })

  it('names no error when no token was sent, only how to sign in', () => {
    expect(new SignInRefused('TOKEN_MISSING').challenge).toBe('Bearer realm="samenspel"')
  })

  it('repeats nothing of what the token says', async () => {
    const refused = await refusalOf(await signed({ ...claims, sub: 'amina-1971', role: 'mayor', name: 7 }))
    const told = [refused.message, refused.detail('en'), refused.detail('nl'), refused.challenge].join()
    for (const secret of ['amina', 'mayor', issuer]) expect(told).not.toContain(secret)
  })
})
