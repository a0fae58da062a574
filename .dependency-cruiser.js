/** The boundaries of the house, each a sentence. `test/boundaries.spec.ts` plants one violation for each. */
const DOMAIN = '^libs/(plan|protocol|municipality|access|partner|reflection)/'
const TOOLS =
  '^libs/(event-store|read-store|sealing|http|progress|canonical|postgres|sqlite|lease|telemetry|messaging|transparency-log|names)/'
/** What several processes share, put together of domain and tools: what an installation is made of, who looked, what partners are told. */
const PUT_TOGETHER = '^libs/(installation|access-records|relaying)/'
const TESTS = '(\\.spec\\.ts$|\\.contract\\.ts$|/testing/|^test/)'

export default {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment:
        'What the system means imports only the shape of a decision and other domain words: no tools, no packages, no Node.',
      severity: 'error',
      from: { path: `${DOMAIN}|^libs/deciding/`, pathNot: TESTS },
      to: { pathNot: `${DOMAIN}|^libs/deciding/` },
    },
    {
      name: 'deciding-stands-alone',
      comment: 'The shape of a decision knows no part of the domain.',
      severity: 'error',
      from: { path: '^libs/deciding/', pathNot: TESTS },
      to: { pathNot: '^libs/deciding/' },
    },
    {
      name: 'plan-knows-no-access',
      comment: 'Rules of the plan do not depend on who may see it.',
      severity: 'error',
      from: { path: '^libs/(plan|protocol|municipality)/' },
      to: { path: '^libs/access/' },
    },
    {
      name: 'tools-know-no-domain',
      comment: 'Stores, sealing, HTTP and messaging know no domain word.',
      severity: 'error',
      from: { path: TOOLS },
      to: { path: DOMAIN },
    },
    {
      name: 'libs-know-no-apps',
      comment: 'What the system means does not depend on what runs.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'put-together-last',
      comment: 'What domain and tools are put together in is known to what runs, and to neither of them.',
      severity: 'error',
      from: { path: '^libs/', pathNot: PUT_TOGETHER },
      to: { path: PUT_TOGETHER },
    },
    {
      name: 'apps-know-no-apps',
      comment:
        'What several processes share is in libs. The demo and the made-up municipality start the API; the API may run the projector in a thread, and serve the pages beside it.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: `${TESTS}|^apps/(demo|populate)/` },
      to: { path: '^apps/', pathNot: '^apps/($1/|projector/in-a-thread\\.ts$|pages/(pages\\.tsx|settings-of\\.ts)$)' },
    },
    {
      name: 'the-demo-starts-the-api',
      comment:
        'The demo starts the API, its pages and the made-up municipality, the made-up municipality the API; of no other process do they know anything.',
      severity: 'error',
      from: { path: '^apps/(demo|populate)/', pathNot: TESTS },
      to: { path: '^apps/', pathNot: '^apps/($1|api|populate|pages)/' },
    },
    {
      name: 'adapters-are-chosen-in-one-place',
      comment:
        'Only where the system is put together, where its settings are checked, and in the thread that follows a file, is a store named by its engine.',
      severity: 'error',
      from: {
        path: `^apps/|${PUT_TOGETHER}`,
        pathNot: `${TESTS}|^libs/installation/(system|event-stores|settings|contradictions)\\.ts$|^apps/projector/thread\\.ts$`,
      },
      to: { path: '^libs/[^/]+/(sqlite|in-memory|eventstoredb|postgres)' },
    },
    {
      name: 'one-file-knows-eventstoredb',
      comment:
        'The vendor’s client is named in one file, so that changing it is changing one file; what stands in for the server speaks its protocol, and what is measured beside it names it too.',
      severity: 'error',
      from: {
        pathNot: '^libs/event-store/eventstoredb-client\\.ts$|^test/support/eventstoredb-stand-in/|^test/bench/',
      },
      to: { path: '(^|/)@eventstore/db-client' },
    },
    {
      name: 'one-file-knows-kafkajs',
      comment:
        'The client of Kafka is named in one file, so that changing it is changing one file; what is measured beside it, or planted in it, names it too.',
      severity: 'error',
      from: { pathNot: '^libs/messaging/kafkajs\\.ts$|^test/(bench|prove)/' },
      to: { path: '(^|/)kafkajs(/|$)' },
    },
    {
      name: 'one-file-knows-the-sdk-of-opentelemetry',
      comment:
        'What is measured is said in OpenTelemetry’s API; what becomes of it is chosen, and loaded, in one file.',
      severity: 'error',
      from: { pathNot: '^libs/telemetry/start-telemetry\\.ts$' },
      to: { path: '(^|/)@opentelemetry/(?!api(/|$))' },
    },
    {
      name: 'sample-partner-stands-outside',
      comment: 'The sample partner is somebody else’s system: of ours it knows what it is sent, and nothing of how.',
      severity: 'error',
      from: { path: '^apps/sample-partner/', pathNot: TESTS },
      to: { path: '^(apps/(?!sample-partner)|libs/(?!messaging/))' },
    },
    {
      name: 'one-lib-knows-the-driver-of-postgresql',
      comment: 'Sessions on PostgreSQL are set in one place: time limits, durability, how whole numbers come back.',
      severity: 'error',
      from: { pathNot: '^libs/postgres/' },
      to: { path: '(^|/)node_modules/pg/' },
    },
    {
      name: 'pages-are-a-client',
      comment:
        'The pages ask the API like any other client: of the domain they know what things are called, and of its stores nothing.',
      severity: 'error',
      from: { path: '^apps/pages/', pathNot: TESTS },
      to: {
        path: '^(apps|libs)/',
        pathNot:
          '^apps/pages/|^libs/installation/|^libs/sealing/root-key\\.ts$|^libs/plan/words/[a-z-]*labels\\.ts$|^libs/access/processing-activities\\.ts$|^libs/deciding/',
      },
    },
    {
      name: 'auditor-speaks-http-only',
      comment: 'The auditor’s tool reads what the API answers, not what the API is made of.',
      severity: 'error',
      from: { path: '^apps/auditor/', pathNot: TESTS },
      to: { path: '^(apps/(?!auditor)|libs/(event-store|sealing|read-store|access))' },
    },
    {
      name: 'no-tests-in-products',
      comment: 'What runs does not import what tests it.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'no-barrels',
      comment: 'A file is imported by its own name.',
      severity: 'error',
      from: {},
      to: { path: '^(apps|libs|test)/.*index\\.ts$' },
    },
    {
      name: 'no-cycles',
      comment: 'Nobody imports who imports them, not even for a type.',
      severity: 'error',
      from: { path: '^(apps|libs|test)/' },
      to: { circular: true },
    },
    {
      name: 'no-packages-of-others',
      comment: 'Every package that is used is one that package.json names.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test/bench/node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
