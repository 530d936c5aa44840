import { requireThat } from './awaiting.mts';
import { awaitDocument, type Sale } from './documents.mts';
import { sales } from './goods.mts';
import { channelNames, type ChannelName, type Judge } from './judge.mts';
import { awaitSameLevels, levelOf } from './levels.mts';
import type { SaleLineOfReport } from './report.mts';

const timeoutSeconds = 300;

export interface SaleMade extends Sale {
	readonly channel: ChannelName;
	readonly inReport: SaleLineOfReport;
}

/**
 * (b) One sale on each channel becomes one document with the channel's total, and every channel shows what is left.
 * Puts each sale that went well into `made`.
 */
export async function salesToBooks(judge: Judge, made: SaleMade[]): Promise<void> {
	const skus = [...new Set(channelNames.flatMap((channel) => sales[channel].lines.map(({ sku }) => sku)))];
	const before = new Map(
		await Promise.all(skus.map(async (sku) => [sku, await levelOf(judge, 'quickbooks', sku)] as const)),
	);
	await Promise.all(channelNames.map(async (channel) => made.push(await sellAndFollow(judge, channel))));
	for (const sku of skus) {
		const expected = (before.get(sku) ?? 0) - soldUnits(sku);
		const left = await levelOf(judge, 'quickbooks', sku);
		requireThat(left === expected, `QuickBooks has ${left} of ${sku} after the sales, not ${expected}`);
	}
}

async function sellAndFollow(judge: Judge, channel: ChannelName): Promise<SaleMade> {
	const { lines, shipping } = sales[channel];
	const order = await judge.sell(channel, lines, { shipping });
	const soldAt = Date.now();
	const seconds = () => Math.round((Date.now() - soldAt) / 100) / 10;
	const document = await awaitDocument(judge, { order, lines }, timeoutSeconds);
	const secondsToBooks = seconds();
	const documentTotal = document.total.toFixed(2);
	requireThat(
		documentTotal === order.total,
		`${channel}'s order ${order.orderNumber} is ${order.total}, its ${document.type} ${document.docNumber} is ${documentTotal}`,
	);
	await awaitSameLevels(
		judge,
		lines.map(({ sku }) => sku),
		timeoutSeconds,
	);
	const { type, id, docNumber } = document;
	const inReport = {
		channel,
		orderId: order.orderId,
		documentType: type,
		documentId: id,
		docNumber,
		channelTotal: order.total,
		documentTotal,
		secondsToBooks,
		secondsToEveryChannel: seconds(),
	};
	return { channel, order, lines, inReport };
}

function soldUnits(sku: string): number {
	const lines = channelNames.flatMap((channel) => sales[channel].lines);
	return lines.filter((line) => line.sku === sku).reduce((sum, { quantity }) => sum + quantity, 0);
}
