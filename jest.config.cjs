/** What every project shares: TypeScript is only stripped here, `npm run typecheck` is what checks it. */
const shared = {
	rootDir: __dirname,
	testEnvironment: 'node',
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json', diagnostics: false }] },
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/', '<rootDir>/sandbox/'],
};

/** What is started before a project's tests, and ended after them. */
const around = (name, end = name) => ({
	globalSetup: `<rootDir>/test/jestSetup/${name}.mjs`,
	globalTeardown: `<rootDir>/test/jestSetup/${end}End.mjs`,
});

module.exports = {
	// For tests and hooks that name no limit of their own: a slow machine is no fault. Jest reads it here and in no project.
	testTimeout: 30_000,
	reporters: ['default', '<rootDir>/test/jestSetup/failOnSkip.cjs'],
	projects: [
		{
			...shared,
			...around('wire'),
			displayName: 'unit',
			testMatch: ['<rootDir>/test/{core,nodes,package}/**/*.test.ts', '<rootDir>/checks/**/*.test.ts'],
			testPathIgnorePatterns: ['Contract\\.test\\.ts$', '\\.contract\\.test\\.ts$'],
		},
		{
			...shared,
			...around('services'),
			displayName: 'contract',
			testMatch: ['<rootDir>/test/**/*Contract.test.ts', '<rootDir>/test/**/*.contract.test.ts'],
		},
		{
			...shared,
			...around('e2e', 'sandbox'),
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
		},
		{
			...shared,
			...around('editor', 'sandbox'),
			displayName: 'editor',
			testMatch: ['<rootDir>/test/editor/**/*.test.ts'],
		},
	],
};
