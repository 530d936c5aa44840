import type { Chance } from './chance.mts';
import type { Company } from './company.mts';
import { Refused } from './control.mts';
import { newFile, type Bundle, type OrderFile } from './history.mts';
import { truthOf, truthsOf, type OrderRow, type OrderTruth, type TrueState } from './orderTruth.mts';
import { drawAct, perform, type Merchant } from './shops/acts.mts';
import type { SaleLine } from './shops/lines.mts';
import type { StepName } from './shops/shop.mts';
import type { Poster } from './poster.mts';
import { GO_LIVE_DAYS, type World } from './world.mts';
import type { ChannelName } from './words.mts';

const DAY = 86_400_000;

/** Sells a new order; a few were placed before the books began with this shop. */
export async function sellOne({ merchants, company }: World, channel: ChannelName, chance: Chance): Promise<OrderFile> {
	const days = Number(chance.weighted({ 0: 55, 3: 20, 40: 15, [GO_LIVE_DAYS + 30]: 10 }));
	const placedAt =
		days === 0
			? null
			: new Date(Date.now() - chance.whole(Math.ceil(days * 0.7), days) * DAY - chance.whole(0, DAY - 1)).toISOString();
	const { asked, row, oddities } = await buy(merchants[channel], company, { placedAt, chance });
	const file = newFile(channel, row.orderId, { oddities, bundle: bundleOf(asked.lines, row) });
	file.story.push(`sold ${JSON.stringify(asked)}`);
	return file;
}

/** Whoever finds something sold out (eBay has but a few stickers without SKU) fills another cart. */
async function buy(
	{ shop, control }: Merchant,
	company: Company,
	{ placedAt, chance }: { placedAt: string | null; chance: Chance },
) {
	for (let attempt = 1; ; attempt++) {
		const { sale, oddities } = shop.drawCart(company, chance);
		const asked = { ...sale, ...(placedAt === null ? {} : { placedAt }) };
		try {
			return { asked, oddities, row: await control.post<OrderRow>('sell', asked) };
		} catch (error) {
			if (!(error instanceof Refused) || attempt >= 5) throw error;
		}
	}
}

/** The first line of a cart holds those that are parts of it. */
function bundleOf(asked: readonly SaleLine[], { lines }: OrderRow): Bundle | null {
	const parts = lines.filter((_line, place) => asked[place]?.bundledBy === 0).map(({ lineId }) => lineId);
	const [holder] = lines;
	return holder === undefined || parts.length === 0 ? null : { holder: holder.lineId, parts };
}

/** Lets up to two things befall an order, which is now as `before` says. */
export async function liveOn({ merchants }: World, file: OrderFile, before: OrderTruth, chance: Chance): Promise<void> {
	const merchant = merchants[file.channel];
	const steps = Number(chance.weighted({ 0: 45, 1: 40, 2: 15 }));
	let order = before;
	for (let step = 1; step <= steps; step++) {
		const name = chance.weighted<StepName>(merchant.shop.possible(order));
		const act = drawAct(merchant, name, order, chance);
		try {
			order = truthOf(file.channel, await perform(merchant, order, act));
			file.story.push(`${name} ${JSON.stringify(act)}`);
		} catch (error) {
			// A shop may refuse what a merchant tries; then nothing has happened.
			if (!(error instanceof Refused)) throw error;
			file.story.push(`${name} refused: ${error.message}`);
		}
	}
}

/** Reads what changed since, as the product's trigger would, and notes the channel's own data beside it. */
export async function readVersions(
	{ merchants, forms, channels }: World,
	poster: Poster,
	files: readonly OrderFile[],
	since: string,
): Promise<void> {
	for (const channel of channels) {
		const { alsoSold } = forms[channel];
		const { orders, unreadable } = await poster.orders({ channel, since, alsoSold });
		if (unreadable.length > 0)
			throw new Error(`${channel}: an order could not be read: ${JSON.stringify(unreadable[0])}`);
		const truths = new Map(
			(await truthsOf(channel, merchants[channel].control)).map((truth) => [truth.orderId, truth]),
		);
		for (const file of files.filter((one) => one.channel === channel)) {
			const read = orders.find(({ orderId }) => orderId === file.orderId);
			const truth = truths.get(file.orderId);
			if (truth === undefined) throw new Error(`${channel} has lost order ${file.orderId}`);
			if (read !== undefined) file.versions.push({ read, truth, state: stateWith(truth, alsoSold) });
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
