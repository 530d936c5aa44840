const { existsSync } = require('node:fs');
const { join } = require('node:path');

/** What every project shares: TypeScript is only stripped here, `npm run typecheck` is what checks it. */
const shared = {
	rootDir: __dirname,
	testEnvironment: 'node',
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json', diagnostics: false }] },
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.local/', '<rootDir>/sandbox/'],
};

const setUp = (name) => {
	const files = { globalSetup: `test/jestSetup/${name}.mjs`, globalTeardown: `test/jestSetup/${name}End.mjs` };
	return Object.fromEntries(Object.entries(files).filter(([, file]) => existsSync(join(__dirname, file))).map(([key, file]) => [key, `<rootDir>/${file}`]));
};

module.exports = {
	reporters: ['default', '<rootDir>/test/jestSetup/failOnSkip.cjs'],
	projects: [
		{
			...shared,
			...setUp('wire'),
			displayName: 'unit',
			testMatch: ['<rootDir>/test/{core,quickbooks,channels,bridge,nodes,package}/**/*.test.ts'],
			testPathIgnorePatterns: ['Contract\\.test\\.ts$', '\\.contract\\.test\\.ts$'],
		},
		{
			...shared,
			...setUp('services'),
			displayName: 'contract',
			testMatch: ['<rootDir>/test/**/*Contract.test.ts', '<rootDir>/test/**/*.contract.test.ts'],
		},
		{
			...shared,
			...setUp('e2e'),
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
		},
	],
};
