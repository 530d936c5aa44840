import { setTimeout as wait } from 'node:timers/promises';
import { tell } from './diary.mts';
import type { World } from './world.mts';

/** Milliseconds from one count to the next, on average. */
const EVERY = 9_000;

/** Counts goods in QuickBooks now and then: mostly a delivery of something scarce, now and then a loss of what there is plenty of. */
export async function clerkAtWork(world: World): Promise<void> {
	const { chance, duration, goods } = world;
	const own = chance.for('clerk');
	for (let left = duration - own.whole(0, EVERY); left > 0; left -= EVERY) {
		await wait(own.whole(EVERY / 2, (EVERY * 3) / 2));
		const isDelivery = own.happens(70);
		const { sku } = own.oneOf(goods.filter(({ isScarce }) => isScarce === isDelivery));
		await adjust(world, sku, isDelivery ? own.whole(1, 4) : -own.whole(1, 2));
	}
}

export async function adjust({ controls, diary, gates }: World, sku: string, by: number): Promise<void> {
	await gates.pass('quickbooks', async () => {
		await controls.quickbooks.post('stock', { sku, by });
		diary.stock.push({ at: Date.now(), sku, by, where: 'quickbooks', kind: 'adjustment', orderId: null });
		tell(diary, `quickbooks: ${sku} ${by > 0 ? '+' : ''}${by}`);
	});
}
