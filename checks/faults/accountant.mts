import { setTimeout as wait } from 'node:timers/promises';
import { logEvent } from './eventLog.mts';
import type { Environment } from './environment.mts';

/** Milliseconds from one count to the next, on average. */
const EVERY = 9_000;

/** Adjusts quantities in QuickBooks at random moments: mostly a delivery of something scarce, else a loss of something plentiful. */
export async function runAccountant(environment: Environment): Promise<void> {
	const { random, duration, goods } = environment;
	const own = random.fork('clerk');
	for (let left = duration - own.integer(0, EVERY); left > 0; left -= EVERY) {
		await wait(own.integer(EVERY / 2, (EVERY * 3) / 2));
		const isDelivery = own.happens(70);
		const { sku } = own.oneOf(goods.filter(({ isScarce }) => isScarce === isDelivery));
		await adjust(environment, sku, isDelivery ? own.integer(1, 4) : -own.integer(1, 2));
	}
}

export async function adjust({ controls, eventLog, locks }: Environment, sku: string, by: number): Promise<void> {
	await locks.runExclusive('quickbooks', async () => {
		await controls.quickbooks.post('stock', { sku, by });
		eventLog.stock.push({ at: Date.now(), sku, by, where: 'quickbooks', kind: 'adjustment', orderId: null });
		logEvent(eventLog, `quickbooks: ${sku} ${by > 0 ? '+' : ''}${by}`);
	});
}
