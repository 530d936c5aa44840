import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

/** Everything that the sandbox makes lives here: n8n, its data, logs, scratch. Git-ignored. */
export const dotFolder = join(root, '.local');

export const logFolder = join(dotFolder, 'logs');

/** Node 24, which a lockfile install brings along. */
export const node24 = join(root, 'node_modules/.bin/node');
