import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { channelById } from '../../core/channels/channelRegistry';
import type { StockLevel } from '../../core/model/stockLevel';
import { accountKey } from '../bridge/credentials/accountKey';
import { connectChosenChannel } from '../bridge/credentials/connectChosenChannel';
import { itemsFromN8n } from '../bridge/items/itemsFromN8n';
import { connectQuickBooksFor } from '../bridge/credentials/connectQuickBooksFor';
import { settleFailures } from '../bridge/items/continueOnFail';
import { newForAttention } from './attentionMemory';
import { askingAgain } from './failedLowerings';
import { formerCompany, raisedLately, rememberRun } from './fuseMemory';
import { withCauses } from '../../core/pushing/differenceCause';
import { warnOfPercentages } from './percentageMemory';
import { pushCredentials, pushForm, readPushForm, type PushForm } from './pushForm';
import { pushLevels } from '../../core/pushing/pushLevels';
import { type PushTargets } from '../../core/pushing/pushSettings';
import { fuseAlert, outputsOf, raisedIn } from './pushOutputs';
import { readPushable, sortedPushables, withoutSkuOutputs } from './withoutSkuOutputs';

export class PushChannelStock implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Push Channel Stock',
		name: 'pushChannelStock',
		icon: { light: 'file:../../icons/stock.svg', dark: 'file:../../icons/stock.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["channel"] + ($parameter["syncInventory"] ? "" : " (preview)") }}',
		description: 'Bring the stock that a sales channel shows to the levels that come in',
		defaults: { name: 'Push Channel Stock' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Done', 'Needs Attention'],
		credentials: pushCredentials(),
		properties: pushForm(),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const form = readPushForm(this);
		const read = itemsFromN8n(this, readPushable);
		const { levels: good, withoutSku } = sortedPushables(read);
		return await settleFailures(this, read, { outputs: 2, attention: 1 }, async () => {
			const levels = good.map(({ value }) => value);
			const { outcomes, fuse } = await pushLevels(levels, await targetsOf(this, form.channel), {
				...form,
				clock: Date.now,
				formerCompany: formerCompany(this),
				raisedLately: raisedLately(this, Date.now()),
			});
			const now = Date.now();
			rememberPercentages(this, levels, form, now);
			const alert = rememberRun(this, levels, { fuse, raised: raisedIn(outcomes), now })
				? [fuseAlert(form.channel, fuse)]
				: [];
			const account = (await accountKey(this, form.channel)) ?? '';
			const became = askingAgain(this, withCauses(outcomes, { levels, now, account }), account);
			const [done, attention] = outputsOf(
				became,
				good.map(({ index }) => index),
				newForAttention(this, became.flat(), { account, now }),
			);
			const [known, news] = withoutSkuOutputs(this, withoutSku, { levels, channel: form.channel, now });
			return [
				[...done, ...known],
				[...alert, ...attention, ...news, ...read.bad],
			];
		});
	}
}

/** Without a level nobody knows whose percentages these are. */
function rememberPercentages(
	context: IExecuteFunctions,
	levels: readonly StockLevel[],
	{ channel, percentages }: PushForm,
	now: number,
): void {
	const realmId = levels.at(-1)?.realmId;
	if (realmId !== undefined)
		warnOfPercentages(context, { ...percentages, realmId, channel, name: channelById(channel).displayName, now });
}

async function targetsOf(context: IExecuteFunctions, channelId: string): Promise<PushTargets> {
	return {
		channel: channelById(channelId),
		adapter: await connectChosenChannel(context, channelId),
		quickBooks: async () => await connectQuickBooksFor(context),
	};
}
