/** What every project shares: TypeScript is only stripped here, `npm run typecheck` is what checks it. */
const shared = {
	rootDir: __dirname,
	testEnvironment: 'node',
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json', diagnostics: false }] },
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/', '<rootDir>/sandbox/'],
};

const CONTRACT = ['<rootDir>/test/**/*Contract.test.ts', '<rootDir>/test/**/*.contract.test.ts'];

module.exports = {
	reporters: ['default', '<rootDir>/test/jestSetup/failOnSkip.cjs'],
	projects: [
		{
			...shared,
			displayName: 'unit',
			testMatch: ['<rootDir>/test/{core,quickbooks,channels,bridge,nodes,package}/**/*.test.ts'],
			testPathIgnorePatterns: ['Contract\\.test\\.ts$', '\\.contract\\.test\\.ts$'],
		},
		{
			...shared,
			displayName: 'contract',
			testMatch: CONTRACT,
			globalSetup: '<rootDir>/test/jestSetup/services.mjs',
			globalTeardown: '<rootDir>/test/jestSetup/servicesEnd.mjs',
		},
		{
			...shared,
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
			globalSetup: '<rootDir>/test/jestSetup/e2e.mjs',
		},
	],
};
