/** Every boundary holds because a rule guards it; every rule is held to the violation planted here. */
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { afterAll, describe, expect, it } from '@jest/globals'
import { Linter } from 'eslint'
import tseslint, { parser } from 'typescript-eslint'
import rules from '../.dependency-cruiser.js'
import {
  domainIsPure,
  noPromiseUnhandled,
  nothingBeforeItsPlace,
  nothingBeforeItsPlaceWhileWaiting,
  productsAreReadAtAGlance,
} from '../eslint.config.js'

const ROOT = process.cwd()
const house = mkdtempSync(join(tmpdir(), 'samenspel-house-'))
afterAll(() => {
  rmSync(house, { recursive: true, force: true })
})

/** For each rule: a file that breaks it, and what that file imports. */
const PLANTED: Readonly<Record<string, readonly [path: string, text: string]>> = {
  'domain-is-pure': [
    'libs/plan/goals/goals.ts',
    "import { readFileSync } from 'node:fs'\nexport const a = readFileSync",
  ],
  'deciding-stands-alone': ['libs/deciding/decider.ts', "import '../plan/plan.ts'"],
  'plan-knows-no-access': ['libs/protocol/protocol.ts', "import '../access/sight.ts'"],
  'tools-know-no-domain': ['libs/event-store/port.ts', "import '../plan/plan.ts'"],
  'libs-know-no-apps': ['libs/http/etag.ts', "import '../../apps/api/main.ts'"],
  'put-together-last': ['libs/http/headers.ts', "import '../installation/system.ts'"],
  'apps-know-no-apps': ['apps/relay/open.ts', "import '../api/main.ts'"],
  'the-demo-starts-the-api': ['apps/demo/node.ts', "import '../relay/main.ts'"],
  'adapters-are-chosen-in-one-place': [
    'apps/api/plans/door/plan-door.ts',
    "import '../../../../libs/event-store/sqlite.ts'",
  ],
  'one-file-knows-eventstoredb': ['libs/event-store/eventstoredb.ts', "import '@eventstore/db-client'"],
  'one-file-knows-kafkajs': ['apps/relay/main.ts', "import 'kafkajs'"],
  'one-file-knows-the-sdk-of-opentelemetry': ['libs/http/traced-requests.ts', "import '@opentelemetry/sdk-trace'"],
  'sample-partner-stands-outside': ['apps/sample-partner/main.ts', "import '../../libs/plan/plan.ts'"],
  'one-lib-knows-the-driver-of-postgresql': ['libs/read-store/postgres-read-store.ts', "import 'pg'"],
  'pages-are-a-client': ['apps/pages/plan/plan.ts', "import '../../../libs/access/sight.ts'"],
  'auditor-speaks-http-only': ['apps/auditor/replay.ts', "import '../../libs/event-store/port.ts'"],
  'no-tests-in-products': ['apps/api/start.ts', "import '../../test/support/story.ts'"],
  'no-barrels': ['libs/sealing/sealing.ts', "import './index.ts'"],
  'no-cycles': ['libs/read-store/one.ts', "import type { Other } from './other.ts'\nexport type One = Other"],
  'no-packages-of-others': ['libs/messaging/kafka.ts', "import 'fast-check'"],
}

const SURROUNDINGS: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module", "devDependencies": { "fast-check": "*" } }',
  'tsconfig.json':
    '{ "compilerOptions": { "module": "nodenext", "allowImportingTsExtensions": true, "noEmit": true } }',
  'libs/plan/plan.ts': 'export const plan = 1',
  'libs/access/sight.ts': 'export const sight = 1',
  'libs/event-store/sqlite.ts': 'export const sqlite = 1',
  'libs/sealing/index.ts': 'export const barrel = 1',
  'libs/read-store/other.ts': "import type { One } from './one.ts'\nexport type Other = One",
  'libs/installation/system.ts': 'export const system = 1',
  'apps/api/main.ts': 'export const main = 1',
  'test/support/story.ts': 'export const story = 1',
}

const put = (path: string, text: string) => {
  mkdirSync(dirname(join(house, path)), { recursive: true })
  writeFileSync(join(house, path), `${text}\n`)
}

describe('the boundaries', () => {
  it('are each broken by what is planted for them', () => {
    for (const [path, text] of Object.entries(SURROUNDINGS)) put(path, text)
    for (const [path, text] of Object.values(PLANTED)) put(path, text)
    symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'))
    const broken = violationsIn(house)
    for (const [rule, [path]] of Object.entries(PLANTED))
      expect({ rule, from: broken.filter((one) => one.rule === rule).map(({ from }) => from) }).toEqual({
        rule,
        from: expect.arrayContaining([path]),
      })
  }, 60_000)

  it('have a violation planted for each rule', () => {
    expect(Object.keys(PLANTED).sort()).toEqual(rules.forbidden.map(({ name }: { name: string }) => name).sort())
  })
})

function violationsIn(folder: string): { rule: string; from: string }[] {
  const cruiser = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const config = join(ROOT, '.dependency-cruiser.js')
  const args = [cruiser, 'apps', 'libs', 'test', '--config', config, '--output-type', 'json']
  const text = outputOf(() => execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 }))
  const { summary } = JSON.parse(text) as { summary: { violations: { rule: { name: string }; from: string }[] } }
  return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }))
}

/** It leaves with the number of violations as its status; what it printed is what we want either way. */
function outputOf(run: () => string): string {
  try {
    return run()
  } catch (left) {
    if (typeof left === 'object' && left !== null && 'stdout' in left) return String(left.stdout)
    throw left
  }
}

/** What no domain file may say, each with the sentence it breaks. */
const IMPURE: readonly string[] = [
  'class Plan {}',
  'const plan = class {}',
  '@sealed() class Fault extends Error {}',
  'const wait = async () => { await 1 }',
  'const now = new Date()',
  'const now = Date.now()',
  'const chance = Math.random()',
  'const id = crypto.randomUUID()',
  'const home = process.env',
  'console.log(1)',
  'switch (kind) { case 1: break; default: break }',
]

describe('the domain', () => {
  const linter = new Linter()
  const faultsIn = (code: string) =>
    linter.verify(code, {
      languageOptions: { parser },
      rules: { 'no-restricted-syntax': ['error', ...domainIsPure] },
    })

  it.each(IMPURE)('may not say: %s', (code) => {
    expect(faultsIn(code).map(({ message }) => message)).toContainEqual(expect.stringMatching(/^The domain is pure: /))
  })

  it('may say what a Refusal is, and read the moments that come in', () => {
    expect(faultsIn("class Refusal extends Error {}\nconst at = new Date('2026-01-01')")).toEqual([])
  })
})

describe('the products', () => {
  const linter = new Linter()
  const rulesBroken = (path: string, lines: readonly string[]) =>
    linter
      .verify(lines.join('\n'), [{ files: ['**/*.ts'], languageOptions: { parser } }, productsAreReadAtAGlance], path)
      .map(({ ruleId }) => ruleId)
  const code = (lines: number) => Array.from({ length: lines }, (_, at) => `a(${String(at)})`)
  const aFunction = (lines: number) => ['function told() {', ...code(lines - 2), '}']

  it.each(['apps/api/start.ts', 'libs/event-store/handle.ts'])(
    'have no function of more than sixty lines of code, and no file of more than three hundred: %s',
    (path) => {
      expect(rulesBroken(path, aFunction(61))).toEqual(['max-lines-per-function'])
      expect(rulesBroken(path, code(301))).toEqual(['max-lines'])
    },
  )

  it('may say as much as they like of why, and tests may tell a long story', () => {
    expect(rulesBroken('apps/api/start.ts', [...aFunction(60), ...code(240)])).toEqual([])
    expect(rulesBroken('apps/api/start.ts', [...code(300), ...Array<string>(100).fill('// why'), ''])).toEqual([])
    for (const path of [
      'apps/api/sign-in/sign-in.spec.ts',
      'apps/auditor/testing/watched.ts',
      'libs/lease/lease.contract.ts',
    ])
      expect(rulesBroken(path, [...aFunction(90), ...code(300)])).toEqual([])
  })
})

describe('what is there only once its line was reached', () => {
  const linter = new Linter()
  const plugins = { '@typescript-eslint': tseslint.plugin as never }
  const rulesBroken = (path: string, code: string) =>
    linter
      .verify(
        code,
        [
          { files: ['**/*.ts'], languageOptions: { parser }, plugins },
          nothingBeforeItsPlace,
          nothingBeforeItsPlaceWhileWaiting,
        ],
        path,
      )
      .map(({ ruleId }) => ruleId)
  const USED_BEFORE = ['@typescript-eslint/no-use-before-define']
  const IN_A_FUNCTION = 'await run()\nasync function run() { await nameOf() }'

  it.each(['libs/plan/plan.ts', 'apps/api/start.ts', 'test/the-docs.spec.ts'])('is not used above it: %s', (path) => {
    expect(rulesBroken(path, 'const names = [nameOf]\nconst nameOf = () => 1')).toEqual(USED_BEFORE)
    expect(rulesBroken(path, 'const nameOf = () => 1\nconst names = [nameOf]')).toEqual([])
    expect(rulesBroken(path, 'const names = () => [nameOf]\nconst nameOf = () => 1')).toEqual([])
  })

  it.each(['apps/projector/main.ts', 'apps/relay/topics.ts', 'test/prove/main.ts'])(
    'is not used in a function above it either, where a module waits at its top: %s',
    (path) => {
      expect(rulesBroken(path, `${IN_A_FUNCTION}\nconst nameOf = () => 1`)).toEqual(USED_BEFORE)
      expect(rulesBroken(path, `const nameOf = () => 1\n${IN_A_FUNCTION}`)).toEqual([])
    },
  )

  it('is looked for in every module that waits at its top', () => {
    const waits = (path: string) => /^(await |const [^(]+ = await )/m.test(readFileSync(join(ROOT, path), 'utf8'))
    const waiting = globSync('{apps,libs,test}/**/*.ts', { cwd: ROOT }).filter(
      (path) => !/\.spec\.ts$|\/testing\/|\/node_modules\//.test(path) && waits(path),
    )
    expect(waiting).toContain('apps/projector/main.ts')
    const linted = (path: string) => rulesBroken(path, `${IN_A_FUNCTION}\nconst nameOf = () => 1`).length > 0
    expect(waiting.filter((path) => !linted(path))).toEqual([])
  })
})

it('a connection to PostgreSQL that breaks while it rests is heard of: whoever opens a pool, or a client, listens', () => {
  const opens = globSync('{apps,libs,test}/**/*.ts', { cwd: ROOT }).filter(
    (path) =>
      !/\.spec\.ts$|\/node_modules\//.test(path) &&
      /new pg\.|extends pg\./.test(readFileSync(join(ROOT, path), 'utf8')),
  )
  expect(opens).toContain('libs/postgres/pool.ts')
  const hears = (path: string) => {
    const text = readFileSync(join(ROOT, path), 'utf8')
    return (text.match(/\.on\('error'/g) ?? []).length >= (text.match(/new pg\./g) ?? []).length
  }
  expect(opens.filter((path) => !hears(path))).toEqual([])
})

describe('a promise', () => {
  const linter = new Linter({ cwd: house })
  const [planted, project] = ['apps/planted.ts', 'planted.json']
  const parserOptions = {
    projectService: { allowDefaultProject: [planted], defaultProject: project },
    tsconfigRootDir: house,
  }
  const plugins = { '@typescript-eslint': tseslint.plugin as never }
  const typed = { files: ['**/*.ts'], languageOptions: { parser, parserOptions }, plugins }
  const rulesBroken = (code: string) =>
    linter.verify(code, [typed, noPromiseUnhandled], join(house, planted)).map(({ ruleId }) => ruleId)
  const UNHANDLED = ['@typescript-eslint/no-floating-promises']

  it('is heard by whoever began it, and not only begun', () => {
    writeFileSync(join(house, project), '{ "compilerOptions": { "lib": ["es2022"], "types": [], "strict": true } }')
    const begins = (how: string) => `const work = (): Promise<void> => Promise.reject(new Error())\n${how}\nexport {}`
    for (const unheard of ['work()', 'void work()', 'work().then(() => 1)'])
      expect(rulesBroken(begins(unheard))).toEqual(UNHANDLED)
    for (const heard of ['work().catch(() => 1)', 'await work()', 'work().then(() => 1, () => 2)'])
      expect(rulesBroken(begins(heard))).toEqual([])
  }, 30_000)
})
