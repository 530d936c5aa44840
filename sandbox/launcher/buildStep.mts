/** The build of `npm test`: always anew, on the terminal, and known afterwards to all that need a built package. */
import { spawnSync } from 'node:child_process';
import { root } from './bootstrap/folders.mjs';
import { endWith, Problem } from './bootstrap/problem.mjs';
import { buildAnew } from './builtPackage.mts';

try {
	await buildAnew(async ({ command, args, env }) => {
		const { status } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' });
		if (status !== 0) throw new Problem('The package does not build; the reason stands above.');
	});
} catch (error) {
	endWith(error);
}
