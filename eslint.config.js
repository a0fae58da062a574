/** Lint rules: typed everywhere, products in pieces that are read at a glance, and the domain kept pure: types and functions, no classes, clock, randomness or waiting. */
import tseslint from 'typescript-eslint'

const DOMAIN = [
  'libs/deciding/**/*.ts',
  'libs/plan/**/*.ts',
  'libs/protocol/**/*.ts',
  'libs/municipality/**/*.ts',
  'libs/access/**/*.ts',
  'libs/partner/**/*.ts',
]

const notInTheDomain = (selector, message) => ({ selector, message: `The domain is pure: ${message}` })

export const domainIsPure = [
  notInTheDomain('ClassDeclaration:not([superClass.name="Error"])', 'types and functions, no classes.'),
  notInTheDomain('ClassExpression', 'types and functions, no classes.'),
  notInTheDomain('Decorator', 'no decorators.'),
  notInTheDomain('AwaitExpression', 'nothing waits.'),
  notInTheDomain(':function[async=true]', 'nothing waits.'),
  notInTheDomain('NewExpression[callee.name="Date"][arguments.length=0]', 'time comes in with the command.'),
  notInTheDomain(
    'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    'time comes in with the command.',
  ),
  notInTheDomain('MemberExpression[object.name="Math"][property.name="random"]', 'chance comes in with the command.'),
  notInTheDomain('MemberExpression[object.name="crypto"]', 'chance comes in with the command.'),
  notInTheDomain('MemberExpression[object.name="process"]', 'it knows no environment.'),
  notInTheDomain('MemberExpression[object.name="console"]', 'it logs nothing.'),
  notInTheDomain(
    'SwitchStatement > SwitchCase[test=null]',
    'a switch names every case, so that a new one does not compile.',
  ),
]

const code = (max) => ['error', { max, skipBlankLines: true, skipComments: true }]

/** A function fits a screen and a file is read in one sitting. A table that outgrows it is split where a reader would look for its rows. */
export const productsAreReadAtAGlance = {
  files: ['apps/**/*.{ts,tsx}', 'libs/**/*.ts'],
  ignores: ['**/*.spec.ts', '**/*.contract.ts', '**/testing/**'],
  rules: { 'max-lines-per-function': code(60), 'max-lines': code(300) },
}

const usedBefore = (variables) => ({
  '@typescript-eslint/no-use-before-define': [
    'error',
    { functions: false, classes: false, variables, ignoreTypeReferences: true },
  ],
})

/** Nothing that is there only once its line was reached is used above it, but in a function, which is called when its module has run. */
export const nothingBeforeItsPlace = { files: ['**/*.{ts,tsx}'], rules: usedBefore(false) }

/** A module that waits at its top calls functions before it has run: in it they use nothing that stands below either. */
export const nothingBeforeItsPlaceWhileWaiting = {
  files: [
    'apps/*/{main,node,rebuild,thread,ticker,token,topics}.ts',
    'test/**/main.ts',
    'test/prove/installation-process.ts',
    'test/support/cluster-engines.ts',
  ],
  rules: usedBefore(true),
}

/** Whoever begins something hears of how it failed: unheard, that would end the process, and `void` only hides that nobody does. */
export const noPromiseUnhandled = {
  files: ['apps/**/*.{ts,tsx}', 'libs/**/*.ts', 'test/**/*.ts'],
  ignores: ['**/*.spec.ts', '**/*.contract.ts'],
  rules: { '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }] },
}

export default tseslint.config(
  {
    ignores: ['dist/', 'node_modules/', 'coverage/', 'test/bench/node_modules/', '**/*.mjs'],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { disallowTypeAnnotations: true, fixStyle: 'inline-type-imports' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowStaticOnly: false }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // Settings objects of Nest are classes by name only; unions with '' name a meaning; kysely needs its tables as a type.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    // A parameter's type is what Nest injects and class-validator checks: as a type-only import it would be gone at run time.
    files: ['apps/**/*.{ts,tsx}'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['libs/**/*.ts'],
    rules: { '@typescript-eslint/parameter-properties': ['error', { prefer: 'class-property' }] },
  },
  productsAreReadAtAGlance,
  nothingBeforeItsPlace,
  nothingBeforeItsPlaceWhileWaiting,
  noPromiseUnhandled,
  {
    files: DOMAIN,
    ignores: ['**/*.spec.ts', '**/testing/**'],
    rules: { 'no-restricted-syntax': ['error', ...domainIsPure] },
  },
  {
    files: ['**/*.spec.ts', '**/testing/**', 'test/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  // Types made by a tool are as it makes them.
  {
    files: ['apps/pages/api-types.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'max-lines': 'off', '@typescript-eslint/consistent-indexed-object-style': 'off' },
  },
)
