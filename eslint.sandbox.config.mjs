import tseslint from 'typescript-eslint';

/** For the local services and for what judges the product. */
const serviceRules = {
	// Node's test runner and Fastify take promises that nobody waits for.
	'@typescript-eslint/no-floating-promises': [
		'error',
		{ allowForKnownSafeCalls: [{ from: 'package', name: ['test', 'describe', 'it'], package: 'node:test' }] },
	],
	'@typescript-eslint/require-await': 'off',
	// The services make text of whatever they are sent, as the real ones do.
	'@typescript-eslint/no-base-to-string': 'off',
	// Numbers read well in addresses and messages.
	'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
	'@typescript-eslint/no-confusing-void-expression': 'off',
	// Services are closures: nothing in them looks at `this`.
	'@typescript-eslint/unbound-method': 'off',
	'@typescript-eslint/return-await': ['error', 'always'],
	'@typescript-eslint/no-unused-vars': [
		'error',
		{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
	],
};

/**
 * For what n8n's own rules do not read: the sandbox, the checks, the test runner's set-up and the build script.
 * The package's sources are held to n8n's rules alone, see eslint.config.mjs.
 */
export default tseslint.config(
	{ ignores: ['**/node_modules/**', '**/*.ts', '**/*.cjs', 'dist/**', '.local/**'] },
	{
		files: ['sandbox/**/*.mts'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { project: 'sandbox/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
		rules: serviceRules,
	},
	{
		files: ['checks/**/*.mts'],
		ignores: ['checks/books/product/**'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { project: 'checks/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
		rules: serviceRules,
	},
	{
		// The product's side of the check of the books.
		files: ['checks/books/product/**/*.mts'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: {
			parserOptions: { project: 'checks/books/product/tsconfig.json', tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/return-await': ['error', 'always'],
		},
	},
	{
		// A test looks into replies, which are JSON of any shape; what is not there fails the test.
		files: ['sandbox/test/**/*.mts', 'checks/**/*.test.mts'],
		rules: Object.fromEntries(
			['argument', 'assignment', 'call', 'member-access', 'return'].map((use) => [
				`@typescript-eslint/no-unsafe-${use}`,
				'off',
			]),
		),
	},
	{
		files: ['sandbox/**/*.mjs', 'checks/**/*.mjs', 'test/**/*.mjs', 'gulpfile.js'],
		extends: [tseslint.configs.recommended],
		rules: { 'no-undef': 'off', eqeqeq: 'error', 'prefer-const': 'error', 'no-var': 'error' },
	},
	{ files: ['gulpfile.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
