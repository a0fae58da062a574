import { availableParallelism } from 'node:os'

/** Jest as ES modules through SWC; the options stand here in line, because SWC must not rewrite import extensions (Jest would look for .js). */
export default {
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/test/bench/node_modules'],
  testEnvironment: '<rootDir>/test/support/towns/environment.ts',
  testSequencer: '<rootDir>/test/support/longest-first.sequencer.js',
  globalSetup: '<rootDir>/test/support/before-all-tests.ts',
  injectGlobals: false,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  reporters: ['default', '<rootDir>/test/support/skipped-tests.reporter.ts'],
  testTimeout: 30_000,
  // Many tests wait for other processes: by default Jest leaves one core idle, which on two is half of them.
  maxWorkers: Math.max(3, availableParallelism()),
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', tsx: false, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
      },
    ],
  },
}
