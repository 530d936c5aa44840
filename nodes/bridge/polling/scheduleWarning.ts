import { scheduleWarnings, stockForecast, type StockSchedule } from '../../../core/budget/budget';
import type { IPollFunctions, NodeTypeAndVersion } from 'n8n-workflow';

/** The contexts that were warned. n8n keeps a trigger's context from its publishing on, so each is warned once. */
const warned = new WeakSet<IPollFunctions>();

/**
 * Warns in n8n's log of a schedule that exceeds a budget, when a person publishes the workflow or tests the trigger. It stops nothing,
 * and does not warn of poll times that it does not understand.
 */
export function warnOfSchedule(context: IPollFunctions, schedule: Omit<StockSchedule, 'pollTimes'>): void {
	const isWatched = context.getMode() === 'manual' || context.getActivationMode() === 'activate';
	const pollTimes = context.getNodeParameter('pollTimes', null);
	if (!isWatched || warned.has(context)) return;
	warned.add(context);
	const forecast = stockForecast({ ...schedule, pollTimes });
	if (forecast === null) return;
	for (const warning of scheduleWarnings(forecast, feedsEbay(context)))
		context.logger.warn(`${context.getNode().name}: ${warning}`);
}

function feedsEbay(context: IPollFunctions): boolean {
	return context.getChildNodes(context.getNode().name, { includeNodeParameters: true }).some(pushesToEbay);
}

function pushesToEbay({ type, disabled, parameters }: NodeTypeAndVersion): boolean {
	const channels: unknown = parameters?.channels;
	return !disabled && type.endsWith('.pushChannelStock') && Array.isArray(channels) && channels.includes('ebay');
}
