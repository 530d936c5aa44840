import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { reasonToComeAgain } from '../../core/pushing/comesAgain';
import { readPushable } from '../../core/pushing/pushable';
import { withWhatWasMissed } from '../../core/pushing/leftOut';
import type { LevelsAsked } from '../../core/pushing/levelsAsked';
import { pushToShops } from '../../core/pushing/pushToShops';
import { toShopsRows } from '../../core/pushing/shopsRows';
import { formFromN8n } from '../bridge/form/formFromN8n';
import { hint } from '../bridge/hints';
import { continueOnFail } from '../bridge/items/continueOnFail';
import { itemsFromN8n } from '../bridge/items/itemsFromN8n';
import type { ReportedShop } from '../../core/reporting/reportedShop';
import { rememberPush } from '../bridge/shops/pushedBy';
import { shopsOf } from '../bridge/shops/shopsOf';
import { shopsRunOf } from '../bridge/shops/shopsRunOf';
import { pushCredentials, pushForm, readPushForm, type PushForm } from './pushForm';
import { pushOutputs, toPushInput, type PushInput } from './pushOutputs';

export class PushChannelStock implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Push Channel Stock',
		name: 'pushChannelStock',
		icon: { light: 'file:../../icons/stock.svg', dark: 'file:../../icons/stock.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["channels"].join(", ") }}',
		description: 'Bring the stock that your sales channels show to the levels in QuickBooks Online',
		defaults: { name: 'Push Channel Stock' },
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Done', 'Needs Attention', 'Comes Again'],
		credentials: pushCredentials(),
		properties: pushForm(),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const form = formFromN8n(this, readPushForm);
		const isIncoming = form.levels === 'incoming';
		const read = isIncoming ? itemsFromN8n(this, readPushable) : { good: [], bad: [] };
		const input = toPushInput(read);
		// Items that only set the node going leave as failed with it, too.
		return await continueOnFail(
			this,
			isIncoming ? read : itemsFromN8n(this, () => null),
			{ outputs: 3, attention: 1 },
			async () => {
				const run = await shopsRunOf(this, form.rules);
				const shops = await shopsOf(this, form, run.clock());
				await remember(shops, form);
				const asked = await withWhatWasMissed(levelsAsked(form, input), shops, run);
				const report = await pushToShops(asked, shops, run);
				for (const { result } of report.shops) {
					if (!('failure' in result) && result.percentageWarning !== null)
						hint(this, result.percentageWarning, 'warning');
				}
				const comesAgain = run.run.isManual ? null : reasonToComeAgain(report, input.levels);
				return pushOutputs(toShopsRows(report, asked), comesAgain, input);
			},
		);
	}
}

function levelsAsked({ levels }: PushForm, input: PushInput): LevelsAsked {
	return {
		levels: input.levels.map(({ value }) => value),
		itemsWithoutSku: input.withoutSku.map(({ value }) => value),
		skus: typeof levels === 'object' ? levels.skus : [],
		everything: levels === 'everything' || input.everything !== null,
		ofCompany: input.everything?.realmId ?? null,
	};
}

/** Leaves behind what this push goes by, for nodes that say what it would do. */
async function remember(shops: readonly ReportedShop[], form: PushForm): Promise<void> {
	const { openDays, ignoreUnreadable, skuRules } = form;
	const { sharedStock } = form.rules;
	for (const { account, channel } of shops)
		await rememberPush(account, { openDays, ignoreUnreadable, sharedStock, bySku: [...skuRules(channel.id)] });
}
