import { describeOrders } from '../model/reservation';
import { skuKey, type Sku } from '../model/sku';
import { withPeriod } from '../model/text';
import type { HeldLevel } from '../availability/heldLevel';
import type { PushOutcome } from '../pushing/pushOutcome';
import type { ShopsReport } from '../pushing/pushToShops';
import type { ShopsRun } from '../pushing/shopsRun';
import { knownLinks } from '../reading/knownLinks';
import type { ReportedShop } from './reportedShop';
import { lookAtStock, whyOf } from './stockDifferences';

/** What is known of the stock of one SKU: a paragraph for people, and the numbers that it is made of. */
export interface ExplainedSku {
	readonly summary: string;
	readonly sku: Sku;
	/** One for each item that carries the SKU. */
	readonly quickBooks: ReadonlyArray<{
		readonly name: string;
		/** Where people see it; absent where that is not known. */
		readonly itemUrl?: string;
		readonly onHand: number;
		readonly asOf: string;
		readonly heldBack: ReadonlyArray<{
			readonly channel: string;
			readonly orderNumber: string;
			readonly units: number;
			readonly why: string;
		}>;
	}>;
	readonly channels: readonly ExplainedListing[];
	/** What could not be asked, in words. */
	readonly notKnown: readonly string[];
}

/** What a channel shows under the SKU, and why. */
interface ExplainedListing {
	readonly channel: string;
	readonly summary: string;
	/** Where people edit it in the shop's admin; absent where that is not known, or where the channel sells nothing. */
	readonly productUrl?: string;
	readonly shows: number | null;
	readonly shouldShow: number;
	readonly arithmetic: string;
}

/**
 * The stock of these SKUs in words, in the order given: what QuickBooks has, what is held back and for which orders, what each shop shows and
 * why. Only looks. Throws IntegrationError when QuickBooks cannot be asked.
 */
export async function explainSkus(
	skus: readonly Sku[],
	shops: readonly ReportedShop[],
	run: ShopsRun,
): Promise<ExplainedSku[]> {
	const report = await lookAtStock(shops, { skus: [...new Set(skus)], everything: false }, run);
	return skus.map((sku) => explained(sku, report, run.rules.ignoreCase));
}

function explained(sku: Sku, report: ShopsReport, ignoreCase: boolean): ExplainedSku {
	const places = [...report.levels.keys()].filter((place) => {
		const level = report.levels[place];
		return level !== undefined && skuKey(level.sku, ignoreCase) === skuKey(sku, ignoreCase);
	});
	const levels = places.flatMap((place) => report.levels[place] ?? []);
	const channels = report.shops.flatMap(({ shop, result }) =>
		'failure' in result
			? []
			: places.flatMap((place) =>
					(result.outcomes[place] ?? []).map((outcome) => toListing(outcome, shop.channel.displayName)),
				),
	);
	const notKnown = troubles(report);
	const inBooks = levels.length === 0 ? [NOT_IN_QUICKBOOKS] : levels.map(levelInWords);
	const all = [...inBooks, ...channels.map(({ summary }) => summary), ...notKnown];
	return {
		summary: `${sku}: ${all.map(withPeriod).join(' ')}`,
		sku,
		quickBooks: levels.map(toItem),
		channels,
		notKnown,
	};
}

function toItem({ name, itemUrl, quantityOnHand, asOf, reservations }: HeldLevel): ExplainedSku['quickBooks'][number] {
	const heldBack = reservations.map(({ channel, orderNumber, quantity, why }) => ({
		channel,
		orderNumber,
		units: quantity,
		why,
	}));
	return { name, ...knownLinks({ itemUrl }), onHand: quantityOnHand, asOf, heldBack };
}

const NOT_IN_QUICKBOOKS =
	'QuickBooks has no active item with a quantity under this SKU, so no channel gets a level of it';

function levelInWords({ name, quantityOnHand, reservations, components }: HeldLevel): string {
	const bundle =
		components.length === 0
			? ''
			: `, as its parts make (${components.map((part) => part.sku ?? part.name).join(', ')})`;
	const held =
		reservations.length === 0
			? 'Nothing of it is held back'
			: `Held back for what is sold or reserved and not in QuickBooks yet: ${describeOrders(reservations)}`;
	return `QuickBooks has ${quantityOnHand} on hand of "${name}"${bundle}. ${held}`;
}

function toListing(pushed: PushOutcome, channel: string): ExplainedListing {
	const { outcome, before, wanted, arithmetic, listingRef, productUrl, reason } = pushed;
	const shown = before ?? 'nothing';
	const summary =
		listingRef === null
			? `${channel}: ${reason ?? 'it sells nothing under this SKU'}`
			: outcome === 'unchanged'
				? `${channel} shows ${shown}, as it should (${arithmetic})`
				: `${channel} shows ${shown} and should show ${wanted} (${arithmetic}): ${whyOf(pushed)}`;
	return { channel, summary, ...knownLinks({ productUrl }), shows: before, shouldShow: wanted, arithmetic };
}

function troubles({ shops, unread }: ShopsReport): string[] {
	return [
		...shops.flatMap(({ shop, result }) =>
			'failure' in result ? [`${shop.channel.displayName} could not be read: ${result.failure}`] : [],
		),
		...unread.map(({ reason }) => `Levels only go down: ${reason}`),
	];
}
