const process = require('node:process');

/** With FAIL_ON_SKIP=1 a test that is skipped, focused away or left to do makes the run fail. */
module.exports = class FailOnSkip {
	#left = [];

	onTestResult(test, { testResults, skipped }) {
		const unfinished = testResults.filter(({ status }) => status !== 'passed' && status !== 'failed');
		for (const { fullName, status } of unfinished) this.#left.push(`${test.path}: ${fullName} (${status})`);
		if (skipped) this.#left.push(`${test.path}: the whole file was skipped`);
	}

	onRunComplete() {
		if (process.env.FAIL_ON_SKIP !== '1' || this.#left.length === 0) return;
		process.stderr.write(`These tests did not run:\n${this.#left.map((line) => `  ${line}\n`).join('')}`);
	}

	getLastError() {
		if (process.env.FAIL_ON_SKIP !== '1' || this.#left.length === 0) return undefined;
		return new Error(`${this.#left.length} test(s) did not run`);
	}
};
