/** Compares what npm would publish with what the sources say should be published: nothing more, nothing less. */
import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { root } from './bootstrap/folders.mjs';
import { endWith, Problem } from './bootstrap/problem.mjs';

const papers = ['package.json', 'dist/package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];

function packedFiles(): string[] {
	const listing = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: root,
		encoding: 'utf8',
	});
	const [tarball] = JSON.parse(listing) as { files: { path: string }[] }[];
	return (tarball?.files ?? []).map(({ path }) => path);
}

function expectedFiles(): string[] {
	const code = globSync('{core,credentials,nodes}/**/*.ts', { cwd: root }).flatMap(compiled);
	const copied = globSync(['nodes/**/*.node.json', 'icons/*.{svg,png}', 'workflows/*.json'], { cwd: root }).map(
		(file) => `dist/${file}`,
	);
	return [...papers, ...code, ...copied];
}

function compiled(source: string): string[] {
	const stem = `dist/${source.slice(0, -'.ts'.length)}`;
	return [`${stem}.js`, `${stem}.js.map`, `${stem}.d.ts`];
}

function requireSame(expected: readonly string[], packed: readonly string[]): void {
	const missing = expected.filter((file) => !packed.includes(file)).map((file) => `missing: ${file}`);
	const surplus = packed.filter((file) => !expected.includes(file)).map((file) => `not expected: ${file}`);
	const differences = [...missing, ...surplus];
	if (differences.length > 0)
		throw new Problem(['The package does not hold what it should.', ...firstFew(differences)].join('\n'));
	console.log(`The package holds the ${packed.length} files that it should.`);
}

function firstFew(lines: readonly string[]): string[] {
	return lines.length <= 20 ? [...lines] : [...lines.slice(0, 20), `and ${lines.length - 20} more`];
}

try {
	requireSame(expectedFiles(), packedFiles());
} catch (error) {
	endWith(error);
}
