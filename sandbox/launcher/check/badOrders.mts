import { awaitThat, require } from './awaiting.mts';
import { awaitDocument, documentsOf, standingDocuments, type Sale } from './documents.mts';
import { neighbours, unknownToQuickBooks, unreadable } from './goods.mts';
import { channelNames, type ChannelName, type Judge } from './judge.mts';
import { awaitSameLevels } from './levels.mts';
import type { SaleMade } from './salesToBooks.mts';

const patience = 300;
/** Seconds in which a trigger that polls every minute has been there twice, and handled what it found. */
const twoVisits = 125;

/**
 * (d) An order with a SKU that QuickBooks does not know, and one that nobody can read, get no document and hold
 * nobody up. (e) Orders that are delivered again get no second document.
 */
export async function badAndRepeatedOrders(judge: Judge, made: readonly SaleMade[]): Promise<void> {
	const before = (await standingDocuments(judge)).length;
	const good = await Promise.all(channelNames.map(async (channel) => await troubleOn(judge, channel, made)));
	for (const sale of [...made, ...good]) {
		const { length } = await documentsOf(judge, sale);
		require(length === 1, `Order ${sale.order.orderNumber} has ${length} documents after it was delivered again`);
	}
	const added = (await standingDocuments(judge)).length - before;
	require(added === good.length, `${good.length} good orders among bad and repeated ones made ${added} documents`);
	await awaitSameLevels(judge, channelNames.map((channel) => neighbours[channel].sku), patience);
}

/** Returns the good order that came after the bad ones. */
async function troubleOn(judge: Judge, channel: ChannelName, made: readonly SaleMade[]): Promise<Sale> {
	await judge.sell(channel, [unknownToQuickBooks]);
	await judge.corrupt(channel, await judge.sell(channel, [unreadable]));
	for (const { order } of made.filter((sale) => sale.channel === channel)) await judge.touch(channel, order);
	const since = Date.now();
	const lines = [neighbours[channel]];
	const good = { order: await judge.sell(channel, lines), lines };
	await awaitDocument(judge, good, patience);
	await awaitThat(`the trigger goes on asking ${channel} for orders`, patience, async () => {
		const visits = (await judge.journal(channel)).filter(({ path, status }) => status === 200 && /\/orders?\/?$/.test(path));
		return visits.some(({ at }) => at > since + twoVisits * 1000) ? true : undefined;
	});
	return good;
}
