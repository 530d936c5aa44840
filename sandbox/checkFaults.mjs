#!/usr/bin/env node
// `npm run check:faults`. Runs on any Node >= 20 with nothing installed: Node's own modules only, here and in launcher/bootstrap.
import { join } from 'node:path';
import { root } from './launcher/bootstrap/folders.mjs';
import { handOver } from './launcher/bootstrap/handOver.mjs';
import { installWhatIsMissing } from './launcher/bootstrap/installs.mjs';
import { checkMachine } from './launcher/bootstrap/nodeVersion.mjs';
import { endWith } from './launcher/bootstrap/problem.mjs';

try {
	checkMachine();
	await installWhatIsMissing({ n8n: true });
	await handOver(join(root, 'sandbox/checkFaults/main.mts'), process.argv.slice(2));
} catch (error) {
	endWith(error);
}
