const { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { series } = require('gulp');

const dist = join(__dirname, 'dist');
const workflows = join(__dirname, 'workflows');
/** What `files` in package.json publishes of dist. */
const PUBLISHED = ['core', 'credentials', 'icons', 'nodes', 'package.json', 'workflows'];

/** Fails when a template names a node, a parameter or an option that the built nodes do not have. */
async function checkTemplates() {
	const { loadPackage } = await import('./gulp/loadPackage.mjs');
	const { checkTemplate } = await import('./gulp/checkTemplate.mjs');
	const pack = await loadPackage(__dirname);
	const problems = templates().flatMap((file) =>
		checkTemplate(readTemplate(file), pack).map((problem) => `  workflows/${file}: ${problem}`),
	);
	if (problems.length > 0) throw new Error(`These templates do not fit the built nodes:\n${problems.join('\n')}`);
}
checkTemplates.displayName = 'check templates against the built nodes';

async function copyTemplates() {
	mkdirSync(join(dist, 'workflows'), { recursive: true });
	for (const file of templates()) cpSync(join(workflows, file), join(dist, 'workflows', file));
}
copyTemplates.displayName = 'copy templates';

/** `n8n-node build` copies every picture of the checkout; only the package's own stay. */
async function prune() {
	for (const entry of readdirSync(dist)) {
		if (!PUBLISHED.includes(entry)) rmSync(join(dist, entry), { recursive: true });
	}
}
prune.displayName = 'remove what is not published';

function templates() {
	return readdirSync(workflows).filter((file) => file.endsWith('.json'));
}

function readTemplate(file) {
	try {
		return JSON.parse(readFileSync(join(workflows, file), 'utf8'));
	} catch (error) {
		throw new Error(`workflows/${file} is not JSON: ${error.message}`, { cause: error });
	}
}

exports.default = series(checkTemplates, copyTemplates, prune);
