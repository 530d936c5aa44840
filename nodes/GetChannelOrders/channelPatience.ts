import type { OpenOrders } from '../../core/availability/openOrders';
import { afterReading, readingPatience, type FailedReading } from '../../core/availability/readingPatience';
import { memory } from '../bridge/memory/memory';

/** By account. Losing it costs one longer wait for a channel that fails. */
const failing = memory.store<FailedReading>('failedReadings');

/** Milliseconds without a good answer after which the reading of the account's open orders is given up. Null is an account that is not known. */
export async function patienceFor(account: string | null): Promise<number> {
	return readingPatience(account === null ? null : await failedReading(account), Date.now());
}

/** Remembers whether the account's open orders could be read. An order that says odd things of itself is no failure of the channel. */
export async function rememberReading(account: string | null, { readAt, trouble }: OpenOrders): Promise<void> {
	if (account === null) return;
	const after = afterReading(await failedReading(account), trouble?.passing === true, Date.parse(readAt));
	await failing.write(new Map([[account, after]]));
}

async function failedReading(account: string): Promise<FailedReading | null> {
	return (await failing.read([account])).get(account) ?? null;
}
