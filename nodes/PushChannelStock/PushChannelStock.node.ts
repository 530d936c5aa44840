import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { readPushable } from '../../core/pushing/pushable';
import { pushStock } from '../../core/pushing/pushStock';
import { hint } from '../bridge/hints';
import { formFromN8n } from '../bridge/form/formFromN8n';
import { continueOnFail } from '../bridge/items/continueOnFail';
import { itemsFromN8n } from '../bridge/items/itemsFromN8n';
import { pushCredentials, pushForm, readPushForm } from './pushForm';
import { pushJobOf, pushTargetsOf, toPushInput } from './pushJob';
import { pushOutputs } from './pushOutputs';

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
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Done', 'Needs Attention'],
		credentials: pushCredentials(),
		properties: pushForm(),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const form = formFromN8n(this, readPushForm);
		const read = itemsFromN8n(this, readPushable);
		return await continueOnFail(this, read, { outputs: 2, attention: 1 }, async () => {
			const input = toPushInput(read);
			const targets = await pushTargetsOf(this, form.channel);
			const report = await pushStock(await pushJobOf(this, form, input), targets);
			if (report.percentageWarning !== null) hint(this, report.percentageWarning, 'warning');
			return pushOutputs(report, input, { channelName: targets.channel.displayName, unreadable: read.bad });
		});
	}
}
