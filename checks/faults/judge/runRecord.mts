import { CHANNELS, type ChannelName } from '../names.mts';
import type { PushedLevel, PushRun } from './pushRuns.mts';

type Json = Readonly<Record<string, unknown>>;

/** One node of an execution, as n8n's record has it. Milliseconds since the epoch, and from there. */
export interface NodeRun {
	readonly startTime: number;
	readonly executionTime: number;
	readonly data?: { readonly main?: ReadonlyArray<ReadonlyArray<{ readonly json: Json }> | null> };
}

/** The nodes of an execution that came to their end, by name. */
export type RunData = Readonly<Record<string, readonly NodeRun[]>>;

/** The workflow of an execution, as n8n keeps it with the record. */
export interface RecordedWorkflow {
	readonly nodes: ReadonlyArray<{ readonly name: string; readonly type: string; readonly parameters: Json }>;
	/** By the name of the node that they come from, then by kind and output. */
	readonly connections: Readonly<
		Record<string, { readonly main?: ReadonlyArray<readonly { readonly node: string }[] | null> }>
	>;
}

/**
 * The pushes of an execution. Of one that was killed, n8n has the nodes that had come to their end: a push that stands behind one of them, and
 * is none of them, may have been at work until then, with the levels that the record has.
 */
export function pushesIn(runData: RunData, workflow: RecordedWorkflow, killedAt: number | null): PushRun[] {
	const runs = Object.values(runData).flat();
	const recorded = recordedPushes(runs);
	if (killedAt === null) return recorded;
	const next = new Set(
		Object.keys(runData).flatMap((name) =>
			(workflow.connections[name]?.main ?? []).flatMap((output) => (output ?? []).map(({ node }) => node)),
		),
	);
	const cutOff = workflow.nodes.filter(
		({ name, type }) => type.endsWith('.pushChannelStock') && next.has(name) && runData[name] === undefined,
	);
	return [...recorded, ...cutOffPushes(runs, [...new Set(cutOff.flatMap(channelsOf))], killedAt)];
}

/** The channels that a push is set to. */
function channelsOf({ parameters: { channel, channels } }: { readonly parameters: Json }): ChannelName[] {
	const chosen: readonly unknown[] = Array.isArray(channels) ? channels : [channel];
	const named = CHANNELS.filter((name) => chosen.includes(name));
	return named.length === 0 ? [...CHANNELS] : named;
}

function recordedPushes(runs: readonly NodeRun[]): PushRun[] {
	const asOf = levelsIn(runs);
	return runs.flatMap((run) => {
		const unread = unreadIn(run);
		const outcomes = itemsOf(run).filter(
			({ listingRef, outcome, arithmetic }) =>
				listingRef !== undefined && outcome !== undefined && arithmetic !== undefined,
		);
		const pushedTo = CHANNELS.filter((name) => outcomes.some(({ channel }) => channel === name));
		return pushedTo.map((channel): PushRun => {
			const levels = outcomes
				.filter((outcome) => outcome.channel === channel)
				.map(({ sku, outcome }): [string, PushedLevel] => [
					String(sku),
					{
						asOf: asOf.get(String(sku)) ?? run.startTime,
						wasUnchanged: outcome === 'unchanged',
						unread,
					},
				]);
			return { channel, from: run.startTime, to: run.startTime + run.executionTime, levels: new Map(levels) };
		});
	});
}

function cutOffPushes(runs: readonly NodeRun[], channels: readonly ChannelName[], killedAt: number): PushRun[] {
	const asOf = levelsIn(runs);
	if (asOf.size === 0) return [];
	const from = Math.min(...runs.filter((run) => levelsIn([run]).size > 0).map(({ startTime }) => startTime));
	const levels = new Map([...asOf].map(([sku, moment]) => [sku, { asOf: moment, wasUnchanged: false, unread: null }]));
	return channels.map((channel) => ({ channel, from, to: killedAt, levels }));
}

/** The earliest moment at which QuickBooks answered with the level of a SKU in this execution. */
function levelsIn(runs: readonly NodeRun[]): Map<string, number> {
	const moments = new Map<string, number>();
	for (const { sku, asOf, quantityOnHand } of runs.flatMap(itemsOf)) {
		if (typeof sku !== 'string' || typeof asOf !== 'string' || quantityOnHand === undefined) continue;
		moments.set(sku, Math.min(moments.get(sku) ?? Number.POSITIVE_INFINITY, Date.parse(asOf)));
	}
	return moments;
}

/** The channels of which a push says that it does not know all open orders. */
function unreadIn(run: NodeRun): ChannelName[] {
	const told = itemsOf(run).filter(({ outcome }) => outcome === 'openOrdersUnread');
	return CHANNELS.filter((name) => told.some(({ channel }) => channel === name));
}

function itemsOf({ data }: NodeRun): Json[] {
	return (data?.main ?? []).flatMap((output) => (output ?? []).map(({ json }) => json));
}
