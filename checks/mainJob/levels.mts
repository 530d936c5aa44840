import { awaitThat } from './awaiting.mts';
import { channelsOf } from './goods.mts';
import { serviceNames, type ChannelName, type Judge, type ServiceName } from './judge.mts';

/** Units of a SKU in the four systems; null where it is not sold or not counted. */
export type StockLine = { readonly sku: string } & Readonly<Record<ServiceName, number | null>>;

/** Waits until every channel that sells these SKUs shows what QuickBooks has; every listing and marketplace of them. */
export async function awaitSameLevels(judge: Judge, skus: readonly string[], seconds: number): Promise<void> {
	await awaitThat(`every channel shows QuickBooks' level of ${skus.join(', ')}`, seconds, async (noteReason) => {
		const differences = (await Promise.all(skus.map(async (sku) => await differencesOf(judge, sku)))).flat();
		return differences.length === 0 ? true : noteReason(differences.join('; '));
	});
}

async function differencesOf(judge: Judge, sku: string): Promise<string[]> {
	const expected = await levelOf(judge, 'quickbooks', sku);
	const shown = await Promise.all(
		channelsOf(sku).map(async (channel) => ({ channel, levels: await judge.levels(channel, sku) })),
	);
	return shown
		.filter(({ levels }) => levels.length === 0 || levels.some((level) => level !== expected))
		.map(
			({ channel, levels }) =>
				`${sku} is ${expected} in QuickBooks and ${levels.join(', ') || 'nowhere'} on ${channel}`,
		);
}

/** The figures of a SKU in all four systems. */
export async function stockLine(judge: Judge, sku: string): Promise<StockLine> {
	const levels = await Promise.all(
		serviceNames.map(async (service) => [service, (await judge.levels(service, sku))[0] ?? null] as const),
	);
	return { sku, ...(Object.fromEntries(levels) as Record<ServiceName, number | null>) };
}

export async function levelOf(judge: Judge, service: ServiceName, sku: string): Promise<number> {
	const [level] = await judge.levels(service, sku);
	if (level === undefined) throw new Error(`${service} shows no quantity for ${sku}`);
	return level;
}

export async function channelLevels(judge: Judge, sku: string): Promise<Record<string, readonly number[]>> {
	const channels: ChannelName[] = channelsOf(sku);
	return Object.fromEntries(
		await Promise.all(channels.map(async (channel) => [channel, await judge.levels(channel, sku)] as const)),
	);
}
