/** docs/errors.md lists every way the API says no, as the code has it. To write it anew: `WRITE_ERRORS=1 npx jest test/the-errors.spec.ts` (with the options of `npm test`). */
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { FAULTS } from '../apps/api/faults.ts'
import { REFUSALS } from '../apps/api/problems.ts'
import { SIGN_IN_REASONS } from '../apps/api/sign-in/sign-in-refused.ts'
import { HTTP_PROBLEMS, type ProblemRow, type ProblemTable } from '../libs/http/problem.ts'

const FILE = 'docs/errors.md'

const { NOT_SIGNED_IN, ...OTHER_FAULTS } = FAULTS
const SIGN_IN: ProblemTable = Object.fromEntries(
  Object.entries(SIGN_IN_REASONS).map(([code, detail]) => [code, { ...NOT_SIGNED_IN, detail }]),
)

const rowOf = ([code, { status, title, detail }]: [string, ProblemRow]) =>
  `| \`${code}\` | ${String(status)} | ${[title.nl, detail?.nl].filter(Boolean).join('. ')} | ${[title.en, detail?.en].filter(Boolean).join('. ')} |`

const table = (problems: ProblemTable) =>
  [
    '| Code | Status | Nederlands | English |',
    '| --- | --- | --- | --- |',
    ...Object.entries(problems)
      .sort(([, one], [, other]) => one.status - other.status)
      .map(rowOf),
  ].join('\n')

const DOCUMENT = `# Every way the API says no

Each answer of 400 and up is a problem (RFC 9457, \`application/problem+json\`). Its \`code\` is in one of these tables; its \`type\` is
\`urn:samenspel:problem:\` and that code. \`title\` and \`detail\` come in Dutch, or in English for \`Accept-Language: en\`.
It is so too where what came is no HTTP, or came too slowly; then in Dutch, since nobody could say otherwise. Two answers are none, and are for no program of a
partner's: \`GET /health/ready\`, which says what is not ready (503), and the page of the development sign-in, which says what was filled in wrongly (400).
Codes stay; the words may change. What a refusal adds beside these members (such as \`missing\`, \`etag\`) stands in the answer itself.

## What the rules refuse

A 404 says no more than that there is nothing you may see: it is the same for a plan that does not exist and one you have no part in.

${table(REFUSALS)}

## Who you are

Every 401 also carries \`WWW-Authenticate\` (RFC 6750). \`CLAIMS_ARE_NOT_ACCEPTED\` names each claim that is wrong.

${table(SIGN_IN)}

## What is not there for a moment, or no longer

${table(OTHER_FAULTS)}

## HTTP itself

\`INVALID_INPUT\` lists every fault of the request under \`errors\`: \`in\` (\`header\`, \`path\` or \`query\`; absent for the body), \`pointer\`, the \`code\` of the rule, \`detail\`.
Where a header is the one fault, the answer has that header's own code. A 405 names in \`Allow\` which methods that address has, whether or not anything is there.

${table(HTTP_PROBLEMS)}
`

describe('docs/errors.md', () => {
  it('lists every code with its status and its words, and no other', () => {
    if (process.env['WRITE_ERRORS'] === '1') writeFileSync(FILE, DOCUMENT)
    expect(readFileSync(FILE, 'utf8')).toBe(DOCUMENT)
  })

  it('has each code once', () => {
    const codes = [REFUSALS, SIGN_IN, OTHER_FAULTS, HTTP_PROBLEMS].flatMap((problems) => Object.keys(problems))
    // Alike in words and status, from a rule or from the router.
    expect(codes.filter((code, place) => codes.indexOf(code) !== place)).toEqual(['NOT_FOUND'])
  })

  it('has words for each in both languages', () => {
    const wordless = Object.entries<ProblemRow>({ ...REFUSALS, ...OTHER_FAULTS, ...HTTP_PROBLEMS }).filter(
      ([, { title }]) => title.nl === '' || title.en === '',
    )
    expect(wordless).toEqual([])
  })
})
