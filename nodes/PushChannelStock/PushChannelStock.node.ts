import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { channels } from '../../core/channels/channelRegistry';
import { reasonToComeAgain } from '../../core/pushing/comesAgain';
import { readPushable } from '../../core/pushing/pushable';
import { withWhatWasMissed } from '../../core/pushing/leftOut';
import type { LevelsAsked } from '../../core/pushing/levelsAsked';
import { rowsOfRuleTroubles } from '../../core/pushing/ruleTroubles';
import { readIncomingRules, rulesOfRows, type RulesOfChannel } from '../../core/pushing/skuRules';
import { pushToShops } from '../../core/pushing/pushToShops';
import type { ShopsRun } from '../../core/pushing/shopsRun';
import { toShopsRows, withRows } from '../../core/pushing/shopsRows';
import { formFromN8n } from '../bridge/form/formFromN8n';
import { channelsInSubtitle } from '../bridge/form/severalChannels';
import { hint } from '../bridge/hints';
import { continueOnFail } from '../bridge/items/continueOnFail';
import { itemsFromN8n } from '../bridge/items/itemsFromN8n';
import { failedRuns } from '../../core/reporting/failedRun';
import type { ReportedShop } from '../../core/reporting/reportedShop';
import { memory } from '../bridge/memory/memory';
import { workflowRunOf } from '../bridge/memory/workflowRunOf';
import { rememberPush } from '../bridge/shops/pushedBy';
import { shopsOf } from '../bridge/shops/shopsOf';
import { shopsRunOf } from '../bridge/shops/shopsRunOf';
import { pushCredentials, pushForm, readPushForm, type PushForm } from './pushForm';
import { assertOneRowEach } from './skuRules';
import { outputsOfFailures, pushOutputs, toPushInput, withMessage, type PushInput } from './pushOutputs';

/** One input, or a second one for rules. An expression, which n8n's editor works out as well, knows no function of this file. */
const INPUTS =
	'={{ $parameter["rulesFromInput"] ? ["Levels", "Rules by SKU"].map((displayName) => ({ type: "main", displayName })) : ["main"] }}' as const;

export class PushChannelStock implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Push Channel Stock',
		name: 'pushChannelStock',
		icon: { light: 'file:../../icons/stock.svg', dark: 'file:../../icons/stock.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: `={{ ${channelsInSubtitle} }}`,
		description: 'Bring the stock that your sales channels show to the levels in QuickBooks Online',
		defaults: { name: 'Push Channel Stock' },
		usableAsTool: undefined,
		inputs: INPUTS,
		requiredInputs: [0],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Done', 'Needs Attention', 'Message', 'Comes Again'],
		credentials: pushCredentials(),
		properties: pushForm(),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const failures = await failedRuns(
			this.getInputData().map(({ json }) => json),
			{ run: workflowRunOf(this), alerts: memory.alerts, now: Date.now() },
		);
		// Whatever made a run fail must not keep the message of it back: neither form nor credentials are read.
		if (failures !== null) return withMessage(outputsOfFailures(failures), this.getTimezone());
		const form = formFromN8n(this, readPushForm);
		const isIncoming = form.levels === 'incoming';
		// Items that only set the node going leave as failed with it, too.
		const read = isIncoming ? itemsFromN8n(this, readPushable) : itemsFromN8n(this, () => null);
		const outputs = await continueOnFail(this, read, { outputs: 4, attention: 1 }, async () => {
			const input = toPushInput(read);
			const run = await shopsRunOf(this, form.rules);
			const { skuRules, troubles } = rulesOf(form, run);
			const { ignoreCase } = run.rules;
			formFromN8n(this, () => assertOneRowEach(form.formRules, ignoreCase));
			const shops = await shopsOf(this, { ...form, skuRules, ignoreCase }, run.clock());
			await remember(shops, form, skuRules);
			const asked = await withWhatWasMissed(levelsAsked(form, input), shops, run);
			const report = await pushToShops(asked, shops, run);
			for (const { result } of report.shops) {
				if (!('failure' in result) && result.percentageWarning !== null)
					hint(this, result.percentageWarning, 'warning');
			}
			const comesAgain = run.run.isManual ? null : reasonToComeAgain(report, input.levels);
			const ofRules = await rowsOfRuleTroubles(troubles, run);
			return pushOutputs(withRows(ofRules, toShopsRows(report, asked)), comesAgain, input);
		});
		return withMessage(outputs, this.getTimezone());
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

/** The rules of the form and of the second input, and what is wrong with the latter. */
function rulesOf({ formRules, incomingRules }: PushForm, { rules: { ignoreCase } }: ShopsRun) {
	const { rows, troubles } = readIncomingRules(incomingRules ?? [], channels, ignoreCase);
	return { skuRules: rulesOfRows({ form: formRules, incoming: rows }, ignoreCase), troubles };
}

/** Leaves behind what this push goes by, for nodes that say what it would do. */
async function remember(shops: readonly ReportedShop[], form: PushForm, skuRules: RulesOfChannel): Promise<void> {
	const { openDays, ignoreUnreadable } = form;
	const { sharedStock } = form.rules;
	for (const { account, channel } of shops)
		await rememberPush(account, { openDays, ignoreUnreadable, sharedStock, bySku: [...skuRules(channel.id)] });
}
