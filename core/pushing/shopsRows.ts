import type { PushOutcome } from './pushOutcome';
import {
	toBreakerRow,
	toComparedRow,
	toFailureRow,
	toOversoldRow,
	toPushRow,
	toUnknownSkuRow,
	toUnmatchedRow,
	toUnreadRow,
	toWithoutSkuRow,
	type PushRow,
} from './pushRow';
import { NEVER_SOLD } from './pushPlan';
import type { PushReport } from './pushStock';
import type { LevelsAsked } from './levelsAsked';
import type { ShopsReport } from './pushToShops';
import type { ShopPush } from './pushToShop';

/** A row for people. */
export interface ShopsRow {
	readonly row: PushRow;
	/** The place of the level, among those that were asked for, that it is about; null where it is about none of them. */
	readonly level: number | null;
	/** The place of the item without SKU that it is about; null for other rows. */
	readonly withoutSku: number | null;
}

/** What a run says, apart by who has to hear it. */
export interface ShopsRows {
	readonly done: readonly ShopsRow[];
	/** What holds for a whole shop first, then levels, then items. */
	readonly attention: readonly ShopsRow[];
}

/**
 * The rows of a run. An item that a channel never sold is no news. Where all of QuickBooks was compared, what agrees is none either, and one row
 * says how many that were.
 */
export function toShopsRows(report: ShopsReport, asked: LevelsAsked): ShopsRows {
	const ofLevels = report.shops.flatMap((push) => levelRows(push, asked));
	const items = report.items.map(({ item, isDue }, place) => ({
		isDue,
		row: ofItem(toWithoutSkuRow(item), place < asked.itemsWithoutSku.length ? place : null),
	}));
	const unread = report.unread.map(({ shop, reason, isDue }) => ({
		isDue,
		row: ofLevel(toUnreadRow(shop.channel, reason), null),
	}));
	const members = report.unmatched.map(({ shop, member, isDue }) => ({
		isDue,
		row: ofLevel(toUnmatchedRow(member, shop.channel), null),
	}));
	const unknown = report.unknownSkus.map((sku) => ({ isDue: false, row: ofLevel(toUnknownSkuRow(sku), null) }));
	const all = [...unread, ...members, ...ofLevels, ...unknown, ...items];
	return {
		// The first rows give a table in n8n its columns.
		done: [...all.flatMap(({ isDue, row }) => (isDue ? [] : [row])), ...comparedRows(report)],
		attention: [...shopRows(report), ...all.flatMap(({ isDue, row }) => (isDue ? [row] : []))],
	};
}

/** The rows of a run, and before them some that are about no shop. */
export function withRows(rows: readonly PushRow[], { done, attention }: ShopsRows): ShopsRows {
	return { done, attention: [...rows.map((row) => ofLevel(row, null)), ...attention] };
}

function levelRows({ shop, result }: ShopPush, asked: LevelsAsked) {
	if ('failure' in result) return [];
	const { displayName } = shop.channel;
	return result.outcomes.flatMap((outcomes, place) =>
		outcomes
			.filter((outcome) => isNews(outcome, place, asked))
			.map((outcome) => ({
				isDue: result.forAttention.has(outcome),
				row: ofLevel(toPushRow(outcome, displayName), place < asked.levels.length ? place : null),
			})),
	);
}

/** Whoever asks for one SKU hears of it whatever it is. */
function isNews({ outcome, reason }: PushOutcome, place: number, { levels, skus, everything }: LevelsAsked): boolean {
	if (skus.length > 0) return true;
	if (outcome === 'unknownSku') return reason !== NEVER_SOLD;
	return outcome !== 'unchanged' || !everything || place < levels.length;
}

function shopRows({ shops, oversold }: ShopsReport): ShopsRow[] {
	const ofShops = shops.flatMap(({ shop: { channel }, result }) => {
		if ('failure' in result) return result.isDue ? [toFailureRow(channel, result)] : [];
		return result.breakerAlert === null ? [] : [toBreakerRow(result.breakerAlert)];
	});
	return [...ofShops, ...oversold.map(toOversoldRow)].map((row) => ofLevel(row, null));
}

function comparedRows({ compared, shops }: ShopsReport): ShopsRow[] {
	if (compared === null) return [];
	const reports = shops.flatMap(({ result }): PushReport[] => ('failure' in result ? [] : [result]));
	const differing = new Set(
		reports.flatMap(({ outcomes }) =>
			outcomes.flatMap((ofLevel) => ofLevel.filter(isDifference).map(({ sku }) => sku)),
		),
	);
	const names = shops.flatMap(({ shop, result }) => ('failure' in result ? [] : [shop.channel.displayName]));
	if (names.length === 0) return [];
	return [ofLevel(toComparedRow(compared, names, differing.size), null)];
}

function isDifference({ outcome }: PushOutcome): boolean {
	return outcome !== 'unchanged' && outcome !== 'unknownSku';
}

function ofLevel(row: PushRow, level: number | null): ShopsRow {
	return { row, level, withoutSku: null };
}

function ofItem(row: PushRow, withoutSku: number | null): ShopsRow {
	return { row, level: null, withoutSku };
}
