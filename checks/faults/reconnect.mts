import { logEvent } from './eventLog.mts';
import type { Environment } from './environment.mts';

/** A person who connects QuickBooks again when Intuit has refused a renewal, as it does where a kill lost the answer to the one before. */
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
