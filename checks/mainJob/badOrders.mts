import { secondsBetweenPolls } from '../../sandbox/launcher/fastPolls.mts';
import { awaitThat, requireThat } from './awaiting.mts';
import { awaitDocument, documentsOf, activeDocuments, type Sale } from './documents.mts';
import { neighbours, unknownToQuickBooks, unreadable } from './goods.mts';
import { channelNames, type ChannelName, type Judge } from './judge.mts';
import { awaitSameLevels, levelOf } from './levels.mts';
import type { SaleMade } from './salesToBooks.mts';

const timeoutSeconds = 300;
/** Seconds in which a trigger has polled twice, and ended both runs. */
const twoPollsSeconds = 2 * secondsBetweenPolls + 5;

/**
 * (d) An order with a SKU that QuickBooks does not know, and one that nobody can read, get no document and hold
 * nobody up. (e) Orders that are delivered again get no second document.
 */
export async function badAndRepeatedOrders(judge: Judge, made: readonly SaleMade[]): Promise<void> {
	const before = (await activeDocuments(judge)).length;
	const good = (await Promise.all(channelNames.map(async (channel) => await troubleOn(judge, channel, made)))).flat();
	for (const sale of [...made, ...good]) {
		const { length } = await documentsOf(judge, sale);
		requireThat(length === 1, `Order ${sale.order.orderNumber} has ${length} documents after it was delivered again`);
	}
	const added = (await activeDocuments(judge)).length - before;
	requireThat(added === good.length, `${good.length} good orders among bad and repeated ones made ${added} documents`);
	await bookUnreadableByHand(judge);
	await awaitSameLevels(
		judge,
		[unreadable.sku, ...channelNames.map((channel) => neighbours[channel].sku)],
		timeoutSeconds,
	);
}

/** An accountant takes from QuickBooks what the unreadable orders took from the shops. */
async function bookUnreadableByHand(judge: Judge): Promise<void> {
	const level = await levelOf(judge, 'quickbooks', unreadable.sku);
	await judge.setStock('quickbooks', unreadable.sku, level - channelNames.length * unreadable.quantity);
}

/** Returns the good orders around the bad ones. */
async function troubleOn(judge: Judge, channel: ChannelName, made: readonly SaleMade[]): Promise<Sale[]> {
	const lines = [neighbours[channel]];
	const sellGood = async (): Promise<Sale> => ({ order: await judge.sell(channel, lines), lines });
	const earlier = await sellGood();
	await judge.sell(channel, [unknownToQuickBooks]);
	await judge.corrupt(channel, await judge.sell(channel, [unreadable]));
	for (const { order } of made.filter((sale) => sale.channel === channel)) await judge.touch(channel, order);
	const good = [earlier, await sellGood()];
	const since = Date.now();
	await Promise.all(good.map(async (sale) => await awaitDocument(judge, sale, timeoutSeconds)));
	await awaitThat(`the trigger goes on asking ${channel} for orders`, timeoutSeconds, async () => {
		const visits = (await judge.journal(channel)).filter(
			({ path, status }) => status < 300 && /\/orders?\/?$/.test(path),
		);
		return visits.some(({ at }) => at > since + twoPollsSeconds * 1000) ? true : undefined;
	});
	return good;
}
