import { startSandbox } from './sandbox.mjs';

const { QBO_SYNC_E2E_USE: use = 'e2e', QBO_SYNC_BACKLOG: backlog = '300' } = process.env;

/**
 * Starts the whole sandbox with empty data: the four services, a real n8n with the package, the templates published, whose triggers poll
 * six times a minute. Every test file gets as globals: `supervisorUrl`, its address, and `backlogOrders`, the length of the backlog, which
 * QBO_SYNC_BACKLOG sets. QBO_SYNC_E2E_USE (e2e or e2e-2) chooses the ports and the data: two n8n can run tests side by side.
 */
export default async function startPublished(_globalConfig, projectConfig) {
	const supervisorUrl = await startSandbox(['--fast-polls', '--use', use]);
	Object.assign(projectConfig.globals, { supervisorUrl, backlogOrders: Number(backlog) });
}
