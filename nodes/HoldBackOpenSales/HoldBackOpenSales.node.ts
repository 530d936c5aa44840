import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { channels } from '../../core/channels/channelRegistry';
import { availableOn } from '../../core/availability/available';
import { isOpenOrders, readOpenOrders, type OpenOrders } from '../../core/availability/openOrders';
import { oversoldOf } from '../../core/availability/oversold';
import { newlyOversold } from '../../core/availability/oversoldAlerts';
import { readStockLevel, type StockLevel } from '../../core/model/stockLevel';
import { isItemWithoutSku, readItemWithoutSku, type ItemWithoutSku } from '../../core/model/itemWithoutSku';
import { itemsFromN8n, type ReadItems } from '../bridge/items/itemsFromN8n';
import { withKnownCompany } from '../bridge/credentials/knownCompany';
import { connectQuickBooksFor, quickBooksCredentials } from '../bridge/form/quickBooksFields';
import { settleFailures } from '../bridge/items/continueOnFail';
import { ignoresCase } from '../bridge/form/skuOptions';
import { holdBack } from '../../core/availability/reserveOpenOrders';
import { holdBackForm } from './holdBackForm';
import { memory } from '../bridge/memory/memory';
import { workflowRunOf } from '../bridge/memory/workflowRunOf';

/** An item without SKU has no level to hold anything back from, and is passed on. */
type Came =
	| { readonly level: StockLevel }
	| { readonly openOrders: OpenOrders }
	| { readonly withoutSku: ItemWithoutSku };

export class HoldBackOpenSales implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hold Back Open Sales',
		name: 'holdBackOpenSales',
		icon: { light: 'file:../../icons/stock.svg', dark: 'file:../../icons/stock.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: 'take off what is sold and not posted',
		description:
			'Take what is sold or reserved and not in QuickBooks Online yet off the stock levels, so that nothing is sold twice',
		defaults: { name: 'Hold Back Open Sales' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Levels', 'Oversold'],
		credentials: quickBooksCredentials(),
		properties: holdBackForm(),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const rules = {
			reserveUnpaid: this.getNodeParameter('reserveUnpaid', 0) as boolean,
			ignoreCase: ignoresCase(this),
		};
		const read = itemsFromN8n(this, readWhatCame);
		return await settleFailures(this, read, { outputs: 2, attention: 1 }, async () => {
			const { levels, indexes, openOrders, passed } = sorted(read);
			const from = (id: string) =>
				levels.flatMap(({ itemId }, place) => (itemId === id ? [{ item: indexes[place] ?? 0 }] : []));
			const now = Date.now();
			const held = await holdBack(levels, openOrders, {
				...rules,
				connect: async () => withKnownCompany(await connectQuickBooksFor(this), now),
				now,
			});
			const announcement = { run: workflowRunOf(this), alerts: memory.alerts, now };
			const oversold = await newlyOversold(held, oversoldOf(held), announcement);
			return [
				[
					...held.map((level, place) => ({
						json: { ...level, available: available(level) } as unknown as IDataObject,
						pairedItem: { item: indexes[place] ?? 0 },
					})),
					...passed,
				],
				[
					...oversold.map((one) => ({ json: { ...one } as unknown as IDataObject, pairedItem: from(one.itemId) })),
					...read.bad,
				],
			];
		});
	}
}

function readWhatCame(json: unknown): Came {
	if (isItemWithoutSku(json)) return { withoutSku: readItemWithoutSku(json) };
	return isOpenOrders(json) ? { openOrders: readOpenOrders(json) } : { level: readStockLevel(json) };
}

function sorted({ good }: ReadItems<Came>) {
	const levels = good.flatMap(({ index, value }) => ('level' in value ? [{ index, level: value.level }] : []));
	return {
		levels: levels.map(({ level }) => level),
		indexes: levels.map(({ index }) => index),
		openOrders: good.flatMap(({ value }) => ('openOrders' in value ? [value.openOrders] : [])),
		passed: good.flatMap(({ index, value }) =>
			'withoutSku' in value ? [{ json: { ...value.withoutSku }, pairedItem: { item: index } }] : [],
		),
	};
}

/** What each channel may show before its own rules, for whoever looks. */
function available(level: StockLevel): Record<string, number> {
	return Object.fromEntries(channels.map(({ id }) => [id, Math.max(0, availableOn(id, level).units)]));
}
