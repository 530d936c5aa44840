import { FREE_READS_A_MONTH, REVISIONS_A_DAY } from '../../../core/budget/budget';
import { channels } from '../../../core/channels/channelRegistry';
import type { HttpRequest } from '../../../core/http/httpPort';
import { countMeteredReads } from '../../../core/quickbooks/meteredReads';
import { hasOutputPanel, hint } from '../hints';
import { QUICKBOOKS_CREDENTIAL } from './quickBooksCredential';
import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

/** The use of the budgets: reads of QuickBooks, and changes of listings at eBay. */
interface Cost {
	readonly reads: number;
	readonly revisions: number;
}

/** The one hint of each run of a node. n8n takes it when the node has ended, so it is updated until then. */
const reports = new WeakMap<IExecuteFunctions, { cost: Cost; readonly hint: NodeExecutionHint }>();

/**
 * Adds a request that is about to be sent, retries included, to the costs that the user sees: in the output panel of the node, and
 * summed over all nodes in the run's custom data (`qbo_reads`, `ebay_revisions`). A poll has neither; its schedule tells its cost.
 */
export function reportCost(context: object, credentialName: string, request: HttpRequest): void {
	const cost = costOf(credentialName, request);
	if (cost.reads + cost.revisions === 0 || !hasOutputPanel(context)) return;
	const report = reports.get(context) ?? startReport(context);
	report.cost = { reads: report.cost.reads + cost.reads, revisions: report.cost.revisions + cost.revisions };
	report.hint.message = describeCost(report.cost);
	addToRunData(context, 'qbo_reads', cost.reads);
	addToRunData(context, 'ebay_revisions', cost.revisions);
}

function costOf(credentialName: string, request: HttpRequest): Cost {
	if (credentialName === QUICKBOOKS_CREDENTIAL) return { reads: countMeteredReads(request), revisions: 0 };
	const channel = channels.find((one) => one.credentialName === credentialName);
	return { reads: 0, revisions: channel?.countRevisions?.(request) ?? 0 };
}

function startReport(context: IExecuteFunctions) {
	const report = { cost: { reads: 0, revisions: 0 }, hint: hint(context, '', 'info') };
	reports.set(context, report);
	return report;
}

function addToRunData({ customData }: IExecuteFunctions, key: string, more: number): void {
	if (more > 0) customData.set(key, String(Number(customData.get(key) || 0) + more));
}

function describeCost({ reads, revisions }: Cost): string {
	const ofQuickBooks = `${reads} of the month's ${FREE_READS_A_MONTH.toLocaleString('en')} free reads in QuickBooks`;
	const ofEbay = `${revisions} changes of listings at eBay, which takes ${REVISIONS_A_DAY} a day for each listing`;
	return `This took ${[...(reads > 0 ? [ofQuickBooks] : []), ...(revisions > 0 ? [ofEbay] : [])].join(', and ')}.`;
}
