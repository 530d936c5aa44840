#!/usr/bin/env node
// `npm run bench`. Runs on any Node >= 20 with nothing installed: Node's own modules only, here and in sandbox/launcher/bootstrap.
import { join } from 'node:path';
import { root } from '../../sandbox/launcher/bootstrap/folders.mjs';
import { handOver } from '../../sandbox/launcher/bootstrap/handOver.mjs';
import { installWhatIsMissing } from '../../sandbox/launcher/bootstrap/installs.mjs';
import { checkMachine } from '../../sandbox/launcher/bootstrap/nodeVersion.mjs';
import { endWith } from '../../sandbox/launcher/bootstrap/problem.mjs';

try {
	checkMachine();
	await installWhatIsMissing({ n8n: false });
	await handOver(join(root, 'checks/bench/main.mts'), process.argv.slice(2));
} catch (error) {
	endWith(error);
}
