import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { momentFromMillis } from '../../core/model/moment';
import { explainOrder } from '../../core/reporting/explainOrder';
import { gatherReport } from '../../core/reporting/nightlyReport';
import { reportInWords } from '../../core/reporting/reportText';
import { formFromN8n } from '../bridge/form/formFromN8n';
import { continueOnFail } from '../bridge/items/continueOnFail';
import { formOfItems } from '../bridge/items/itemsFromN8n';
import { readChannelIds } from '../bridge/form/severalChannels';
import { shopsToLookAt } from '../bridge/shops/shopsToLookAt';
import { readReportForm } from './lookFields';
import { readRequestedOrder } from './readOrdersForm';

const OUTPUTS = { outputs: 1, attention: 0 };

/** The report as one item, whatever comes in. */
export async function getReport(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { channels, days } = formFromN8n(context, readReportForm);
	const started = { good: [{ index: 0, value: null }], bad: [] };
	return await continueOnFail(context, started, OUTPUTS, async () => {
		const { shops, run } = await shopsToLookAt(context, channels);
		const { subject, ...words } = reportInWords(await gatherReport(shops, { days, run }));
		return [[{ json: { subject, ...words } as unknown as IDataObject, pairedItem: { item: 0 } }]];
	});
}

/** What is known of the order that each item names. */
export async function explainOrders(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const channels = formFromN8n(context, readChannelIds);
	const asked = formOfItems(context, (index) => readRequestedOrder(context, index));
	return await continueOnFail(context, asked, OUTPUTS, async () => {
		const { shops, run } = await shopsToLookAt(context, channels);
		const sides = { ...run, ...run.rules, now: momentFromMillis(run.clock()) };
		const explained: INodeExecutionData[] = [];
		for (const { index, value } of asked.good)
			for (const one of await explainOrder(value, shops, sides))
				explained.push({ json: { ...one } as unknown as IDataObject, pairedItem: { item: index } });
		return [[...explained, ...asked.bad]];
	});
}
