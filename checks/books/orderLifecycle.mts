import type { Random } from './random.mts';
import type { Company } from './company.mts';
import { Refused } from './control.mts';
import { newOrderHistory, type Bundle, type OrderHistory } from './orderHistory.mts';
import { truthsOf, type OrderRow, type OrderTruth, type TrueState } from './orderTruth.mts';
import type { Merchant } from './shops/actions.mts';
import type { SaleLine } from './shops/lines.mts';
import type { ProductProcess } from './productProcess.mts';
import { goLiveDays, type Environment } from './environment.mts';
import type { ChannelName } from './protocol.mts';

const DAY = 86_400_000;

/** BigCommerce writes four decimals whatever the currency; what is no amount of it is set aside and named, never rounded. */
const FRACTION_OF_A_YEN = /should be an amount with no decimals, as JPY has/;

/** A sale of a channel: which it is, from 0, and its own stream. */
interface NewSale {
	readonly channel: ChannelName;
	readonly place: number;
	readonly random: Random;
}

/** Places a new order; a few are from before the go-live date. */
export async function placeOrder(
	{ merchants, company }: Environment,
	{ channel, place, random }: NewSale,
): Promise<OrderHistory> {
	const days = drawAge(company, random);
	const repeated = channel === 'woocommerce' && company.repeatsNumbers ? repeatedNumber(place, random) : null;
	const { asked, row, oddities } = await buy(merchants[channel], { ...placedAt(days), ...repeated }, random);
	const history = newOrderHistory(channel, row.orderId, {
		place,
		oddities,
		bundle: bundleOf(asked.lines, row),
		buyer: asked.customer.name,
	});
	history.acts.push(`sold${asked.placedAt === undefined ? '' : ` on ${asked.placedAt.slice(0, 10)}`}`);
	history.events.push(`sold ${JSON.stringify(asked)}`);
	return history;
}

/** Days since the order was placed; 0 is now. */
function drawAge(company: Company, random: Random): number {
	const goLive = goLiveDays(company);
	const days = Number(random.weighted({ 0: 55, 3: 20, 40: 15, [goLive + 30]: 10 }));
	if (days === 0) return 0;
	return random.integer(days > goLive ? goLive + 3 : Math.ceil(days * 0.7), days) + random.integer(0, DAY - 1) / DAY;
}

interface Placing {
	readonly placedAt?: string;
	readonly orderNumber?: string;
}

function placedAt(days: number): Placing {
	return days === 0 ? {} : { placedAt: new Date(Date.now() - days * DAY).toISOString() };
}

/** Where numbers begin anew each year, every fourth order bears the number of one of the year before. */
function repeatedNumber(place: number, random: Random): Placing {
	const turn = place % 4;
	if (turn === 3)
		return { ...placedAt(random.fork('last year').integer(366, 400)), orderNumber: String((place - 3) / 4 + 1) };
	return turn === 0
		? { placedAt: new Date().toISOString(), orderNumber: String(place / 4 + 1) }
		: { orderNumber: String(1000 + place) };
}

/** Draws another cart where something is sold out; eBay has only a few stickers without SKU. */
async function buy(merchant: Merchant, placing: Placing, random: Random) {
	for (let attempt = 1; ; attempt++) {
		// The cart may come to less than the tender that was drawn for it.
		const acts = new Set([...merchant.acts].filter((act) => act !== 'tender' || attempt < 3));
		const { sale, oddities } = merchant.shop.drawCart({ ...merchant, acts }, random);
		const asked = { ...sale, ...placing };
		try {
			return { asked, oddities, row: await merchant.control.post<OrderRow>('sell', asked) };
		} catch (error) {
			if (!(error instanceof Refused) || attempt >= 5) throw error;
		}
	}
}

/** The first line of a cart is the bundle of the lines that are its parts. */
function bundleOf(asked: readonly SaleLine[], { lines }: OrderRow): Bundle | null {
	const parts = lines.filter((_line, place) => asked[place]?.bundledBy === 0).map(({ lineId }) => lineId);
	const [holder] = lines;
	return holder === undefined || parts.length === 0 ? null : { holder: holder.lineId, parts };
}

/** Lets the product read what changed since, as its trigger does, and keeps the channel's own data beside it. */
export async function readVersions(
	{ merchants, forms, channels }: Environment,
	product: ProductProcess,
	histories: readonly OrderHistory[],
	since: string,
): Promise<void> {
	for (const channel of channels) {
		const { alsoSold } = forms[channel];
		const { orders, unreadable } = await product.orders({ channel, since, alsoSold });
		const unexplained = unreadable.find(({ reason }) => !FRACTION_OF_A_YEN.test(reason));
		if (unexplained !== undefined)
			throw new Error(`${channel}: an order could not be read: ${JSON.stringify(unexplained)}`);
		const truths = new Map(
			(await truthsOf(channel, merchants[channel].control)).map((truth) => [truth.orderId, truth]),
		);
		for (const history of histories.filter((one) => one.channel === channel)) {
			const read = orders.find(({ orderId }) => orderId === history.orderId);
			const truth = truths.get(history.orderId);
			if (truth === undefined) throw new Error(`${channel} has lost order ${history.orderId}`);
			if (read !== undefined) history.versions.push({ read, truth, state: stateWith(truth, alsoSold) });
		}
	}
}

/** The state with the user's choice of what counts as sold besides. */
function stateWith({ state, status, cancelState }: OrderTruth, alsoSold: readonly string[]): TrueState {
	const isChosen = alsoSold.some((chosen) =>
		[status, cancelState].includes(chosen === '7' ? 'Awaiting Payment' : chosen),
	);
	return isChosen && (state === 'open' || state === 'reserving') ? 'sold' : state;
}
