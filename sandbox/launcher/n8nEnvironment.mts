import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { host, urlOf } from './addresses.mts';
import { node24 } from './bootstrap/folders.mjs';

export interface N8nPlace {
	/** Holds `.n8n`: database, settings, community packages. */
	readonly userFolder: string;
	readonly port: number;
	readonly taskBrokerPort: number;
	/** By how many milliseconds n8n's clock is ahead of the machine's; Code nodes keep the machine's time. */
	readonly clockAhead?: number;
}

/** A headless, quiet n8n that asks nobody outside and listens on loopback only. */
export function n8nEnvironment({ userFolder, port, taskBrokerPort, clockAhead = 0 }: N8nPlace): NodeJS.ProcessEnv {
	return {
		...quiet,
		HOME: process.env.HOME,
		PATH: `${dirname(node24)}:${process.env.PATH ?? ''}`,
		TMPDIR: process.env.TMPDIR,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: encryptionKey(userFolder),
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: host,
		N8N_EDITOR_BASE_URL: urlOf(port),
		N8N_WEBHOOK_URL: urlOf(port),
		WEBHOOK_URL: urlOf(port),
		N8N_RUNNERS_BROKER_PORT: String(taskBrokerPort),
		...(clockAhead === 0 ? {} : aheadBy(clockAhead)),
	};
}

const quiet = {
	NODE_ENV: 'production',
	GENERIC_TIMEZONE: 'UTC',
	N8N_SECURE_COOKIE: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_SENTRY_DSN: '',
	// It asks n8n's own site for a list, at every start.
	N8N_DISABLED_MODULES: 'mcp-registry',
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '10',
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
};

function aheadBy(clockAhead: number): NodeJS.ProcessEnv {
	const script = join(import.meta.dirname, 'aheadClock.cjs');
	return { NODE_OPTIONS: `--require "${script}"`, QBO_SYNC_CLOCK_AHEAD: String(clockAhead) };
}

/** Made once and kept with the data that it opens. */
function encryptionKey(userFolder: string): string {
	const path = join(userFolder, 'encryption.key');
	if (!existsSync(path)) {
		mkdirSync(userFolder, { recursive: true });
		writeFileSync(path, randomBytes(24).toString('hex'), { mode: 0o600 });
	}
	return readFileSync(path, 'utf8');
}
