import { latest, momentOrNull, type Moment } from '../model/moment';
import { fieldsOrNone, listOrNone, readNonEmptyText, textOr, type Fields } from '../reading/readUnknown';

/** Hours of silence that are a fault. */
export interface SilenceHours {
	/** Without a good run of a workflow with a stock trigger, or of one that a schedule starts: both run once a day at least. */
	readonly stock: number;
	/** Without a good run of a workflow with order triggers alone, which runs when orders come. */
	readonly sales: number;
	/** Since the newest order was placed. */
	readonly order: number;
}

/** A published workflow of the sync that runs by itself. */
export interface WatchedWorkflow {
	readonly id: string;
	readonly name: string;
	/** The names of its order triggers, by which its runs know them. */
	readonly orderTriggers: readonly string[];
	/** The hours without a good run that are a fault. */
	readonly runHours: number;
	/** The hours without a new order that are a fault; null where no order comes in. */
	readonly orderHours: number | null;
	/** When the published version was saved; null where n8n does not say. */
	readonly savedAt: Moment | null;
}

/** Types of nodes, without the package that they come from. */
const STOCK_TRIGGER = 'qboStockTrigger';
const ORDER_TRIGGER = 'channelOrderTrigger';
const LOOKS = 'getChannelOrders';
const SCHEDULE = 'scheduleTrigger';

/** The operation that looks for silence: its workflow is the one that watches. */
export const SILENT_WORKFLOWS = 'silentWorkflows';

/**
 * Reads a workflow as n8n's API lists it, by its published version where n8n has versions. Null for one that is not published, is none of the
 * sync, or does not run by itself. Throws UnreadableError for one of the sync that has no id.
 */
export function readWatchedWorkflow(value: unknown, path: string, hours: SilenceHours): WatchedWorkflow | null {
	const row = fieldsOrNone(value);
	if (row.active === false) return null;
	const { nodes, savedAt } = publishedVersion(row);
	const stock = nodes.some(({ type }) => type === STOCK_TRIGGER);
	const orderTriggers = nodes.filter(({ type }) => type === ORDER_TRIGGER).map(({ name }) => name);
	const sells = orderTriggers.length > 0;
	if (!stock && !sells && !looksBySchedule(nodes)) return null;
	const id = readNonEmptyText(row.id, `${path}.id`);
	return {
		id,
		name: textOr(row.name, id),
		orderTriggers,
		runHours: sells && !stock ? hours.sales : hours.stock,
		orderHours: sells ? hours.order : null,
		savedAt,
	};
}

/** When a workflow was published last, by the history that n8n sends with it; null where it sends none. */
export function publishedAt(workflow: unknown): Moment | null {
	const { workflowPublishHistory } = fieldsOrNone(fieldsOrNone(workflow).activeVersion);
	const activations = listOrNone(workflowPublishHistory)
		.map(fieldsOrNone)
		.filter(({ event }) => event === 'activated');
	return latest(activations.flatMap(({ createdAt }) => momentOrNull(createdAt) ?? []));
}

interface WorkflowNode {
	readonly name: string;
	readonly type: string;
	readonly operation: unknown;
}

/** n8n keeps what is published apart from what somebody is at work on. An older one has a single version. */
function publishedVersion(row: Fields): { readonly nodes: WorkflowNode[]; readonly savedAt: Moment | null } {
	const { nodes, createdAt } = fieldsOrNone(row.activeVersion);
	const [version, saved] = Array.isArray(nodes) ? [nodes, createdAt] : [row.nodes, row.updatedAt];
	return {
		nodes: listOrNone(version).map(fieldsOrNone).filter(isEnabled).map(readNode),
		savedAt: momentOrNull(saved),
	};
}

function isEnabled({ disabled }: Fields): boolean {
	return disabled !== true;
}

function readNode({ name, type, parameters }: Fields): WorkflowNode {
	const { operation } = fieldsOrNone(parameters);
	return { name: textOr(name, ''), type: textOr(type, '').replace(/^.*\./, ''), operation };
}

function looksBySchedule(nodes: readonly WorkflowNode[]): boolean {
	const looks = nodes.some(({ type, operation }) => type === LOOKS && operation !== SILENT_WORKFLOWS);
	return looks && nodes.some(({ type }) => type === SCHEDULE);
}
