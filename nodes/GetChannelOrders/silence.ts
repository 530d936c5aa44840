import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { momentFromMillis } from '../../core/model/moment';
import { findSilence } from '../../core/reporting/findSilence';
import { connectN8n } from '../bridge/credentials/connectN8n';
import { formFromN8n } from '../bridge/form/formFromN8n';
import { continueOnFail } from '../bridge/items/continueOnFail';
import { readSilenceForm } from './silenceFields';

/** What is silent as one item, whatever comes in; nothing where nothing is. */
export async function getSilentWorkflows(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const hours = formFromN8n(context, readSilenceForm);
	const started = { good: [{ index: 0, value: null }], bad: [] };
	return await continueOnFail(context, started, { outputs: 1, attention: 0 }, async () => {
		const silence = await findSilence(await connectN8n(context), { hours, now: momentFromMillis(Date.now()) });
		if (silence === null) return [[]];
		return [[{ json: { ...silence } as unknown as IDataObject, pairedItem: { item: 0 } }]];
	});
}
