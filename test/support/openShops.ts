import { channels } from '../../core/channels/channelRegistry';
import type { BenchShop } from './carrying';
import { openBench, type ChannelBench } from './channelBench';

/**
 * A shop on every channel, each with its strict local service. BigCommerce shows a sale a little late, and a level that is read meanwhile is mended
 * by a later run: here it shows it at once.
 */
export async function openShops(): Promise<BenchShop[]> {
	const shops: BenchShop[] = [];
	for (const channel of channels) shops.push({ channel, bench: await openBench(channel) });
	await benchOf(shops, 'bigcommerce').control('/settings', { inventoryDelay: 0 });
	return shops;
}

/** The bench of the channel with this id. */
export function benchOf(shops: readonly BenchShop[], id: string): ChannelBench {
	const shop = shops.find(({ channel }) => channel.id === id);
	if (shop === undefined) throw new Error(`No ${id} here`);
	return shop.bench;
}
