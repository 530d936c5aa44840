import type { Random } from './random.mts';
import type { Company } from './company.mts';
import { Refused } from './control.mts';
import { newOrderHistory, type Bundle, type OrderHistory } from './orderHistory.mts';
import { truthOf, truthsOf, type OrderRow, type OrderTruth, type TrueState } from './orderTruth.mts';
import { drawAction, perform, type Merchant } from './shops/actions.mts';
import type { SaleLine } from './shops/lines.mts';
import type { StepName } from './shops/shop.mts';
import type { ProductProcess } from './productProcess.mts';
import { GO_LIVE_DAYS, type Environment } from './environment.mts';
import type { ChannelName } from './protocol.mts';

const DAY = 86_400_000;

/** Places a new order; a few are from before the go-live date. */
export async function placeOrder(
	{ merchants, company }: Environment,
	channel: ChannelName,
	random: Random,
): Promise<OrderHistory> {
	const days = Number(random.weighted({ 0: 55, 3: 20, 40: 15, [GO_LIVE_DAYS + 30]: 10 }));
	const placedAt =
		days === 0
			? null
			: new Date(
					Date.now() - random.integer(Math.ceil(days * 0.7), days) * DAY - random.integer(0, DAY - 1),
				).toISOString();
	const { asked, row, oddities } = await buy(merchants[channel], company, { placedAt, random });
	const history = newOrderHistory(channel, row.orderId, { oddities, bundle: bundleOf(asked.lines, row) });
	history.events.push(`sold ${JSON.stringify(asked)}`);
	return history;
}

/** Draws another cart where something is sold out; eBay has only a few stickers without SKU. */
async function buy(
	{ shop, control }: Merchant,
	company: Company,
	{ placedAt, random }: { placedAt: string | null; random: Random },
) {
	for (let attempt = 1; ; attempt++) {
		const { sale, oddities } = shop.drawCart(company, random);
		const asked = { ...sale, ...(placedAt === null ? {} : { placedAt }) };
		try {
			return { asked, oddities, row: await control.post<OrderRow>('sell', asked) };
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

/** Applies up to two random steps to an order, whose state is `before`. */
export async function applySteps(
	{ merchants }: Environment,
	history: OrderHistory,
	before: OrderTruth,
	random: Random,
): Promise<void> {
	const merchant = merchants[history.channel];
	const steps = Number(random.weighted({ 0: 45, 1: 40, 2: 15 }));
	let order = before;
	for (let step = 1; step <= steps; step++) {
		const name = random.weighted<StepName>(merchant.shop.possible(order));
		const action = drawAction(merchant, name, order, random);
		try {
			order = truthOf(history.channel, await perform(merchant, order, action));
			history.events.push(`${name} ${JSON.stringify(action)}`);
		} catch (error) {
			// A shop may refuse what a merchant tries; then nothing has happened.
			if (!(error instanceof Refused)) throw error;
			history.events.push(`${name} refused: ${error.message}`);
		}
	}
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
		if (unreadable.length > 0)
			throw new Error(`${channel}: an order could not be read: ${JSON.stringify(unreadable[0])}`);
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
