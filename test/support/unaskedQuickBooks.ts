import { processMemory } from '../../core/memory/processMemory';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';

/** A company that a test expects not to be asked: every call is kept in `calls`, and refused. */
export function unaskedQuickBooks() {
	const calls: string[] = [];
	const refuse = (name: string) => async (): Promise<never> => {
		calls.push(name);
		return await Promise.reject(new Error(`The test expected no call of QuickBooks, not ${name}`));
	};
	const client: QuickBooksClient = {
		realmId: '1',
		documentUrl: () => null,
		itemUrl: () => null,
		memory: processMemory(),
		query: refuse('query'),
		changes: refuse('changes'),
		pages: (entity) => ({ [Symbol.asyncIterator]: () => ({ next: refuse(`read ${entity}`) }) }),
		write: refuse('write'),
		void: refuse('void'),
		delete: refuse('delete'),
		batch: refuse('batch'),
		company: refuse('company'),
		requestsMade: () => ({ reads: 0, writes: 0 }),
	};
	return { client, calls };
}
