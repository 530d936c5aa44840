import { isDeepStrictEqual } from 'node:util';
import { awaitThat, requireThat } from './awaiting.mts';
import { channelsOf, countedWhileOff } from './goods.mts';
import { channelNames, type ChannelName, type Judge } from './judge.mts';
import { channelLevels } from './levels.mts';

const timeoutSeconds = 240;
/** A run counts as over after so many seconds without a request. */
const idleSeconds = 5;

/** (a) With the switch off a stock change is read and compared, and no channel is written to. */
export async function previewWhileOff(judge: Judge): Promise<void> {
	const { sku, quantity } = countedWhileOff;
	const before = await channelLevels(judge, sku);
	await judge.setStock('quickbooks', sku, quantity);
	const changedAt = Date.now();
	await Promise.all(channelsOf(sku).map(async (channel) => await awaitComparison(judge, channel, changedAt)));
	for (const channel of channelNames) {
		const writes = (await judge.journal(channel)).filter(({ kind }) => kind === 'write');
		requireThat(
			writes.length === 0,
			`The switch is off and ${channel} got ${writes.length} writes, first ${writes[0]?.method} ${writes[0]?.path}`,
		);
	}
	requireThat(
		isDeepStrictEqual(await channelLevels(judge, sku), before),
		`The switch is off and a channel's level of ${sku} changed`,
	);
}

/** A preview is seen by the services as: the channel's listings are read, and then nothing more is asked. */
async function awaitComparison(judge: Judge, channel: ChannelName, since: number): Promise<void> {
	await awaitThat(
		`${channel}'s listings are read for a preview after the stock change in QuickBooks`,
		timeoutSeconds,
		async () => {
			const entries = (await judge.journal(channel)).filter(
				({ at, path, kind }) => at >= since && kind === 'read' && !/order/i.test(path),
			);
			const latest = entries.at(-1);
			return latest !== undefined && Date.now() - latest.at > idleSeconds * 1000 ? true : undefined;
		},
	);
}
