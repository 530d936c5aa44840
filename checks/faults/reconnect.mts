import { logEvent } from './eventLog.mts';
import type { Environment } from './environment.mts';

/** Connects QuickBooks again, as a person does, when Intuit has refused a renewal. It refuses where a crash lost the answer to the renewal before. */
export function watchConnection({ sandbox, eventLog }: Environment): () => Promise<void> {
	const { journal } = sandbox.services.quickbooks;
	let seen = 0;
	return async () => {
		const entries = journal.since(seen);
		seen = entries.at(-1)?.n ?? seen;
		const isRefused = entries.some(({ kind, path, status }) => kind === 'auth' && /token/.test(path) && status === 400);
		const id = sandbox.credentials['qboSyncOAuth2Api'];
		if (!isRefused || id === undefined) return;
		logEvent(eventLog, 'QuickBooks is connected again: its token was lost');
		await sandbox.client.connectCredential(id);
	};
}
