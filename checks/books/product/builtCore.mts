import { createRequire } from 'node:module';

/**
 * The core as it was built for publishing: what is checked is what is installed. Only types come from the sources.
 */
const here = import.meta.url;

export const { postOrders } = createRequire(here)(
	'../../../dist/core/posting/postOrders.js',
) as typeof import('../../../core/posting/postOrders.ts');
export const { connectQuickBooks } = createRequire(here)(
	'../../../dist/core/quickbooks/connectQuickBooks.js',
) as typeof import('../../../core/quickbooks/connectQuickBooks.ts');
export const { processMemory } = createRequire(here)(
	'../../../dist/core/memory/processMemory.js',
) as typeof import('../../../core/memory/processMemory.ts');
export const { channels, channelById } = createRequire(here)(
	'../../../dist/core/channels/channelRegistry.js',
) as typeof import('../../../core/channels/channelRegistry.ts');
export const { ownChanges } = createRequire(here)(
	'../../../dist/core/channels/ownChanges.js',
) as typeof import('../../../core/channels/ownChanges.ts');
export const { readOrder, toOrderJson } = createRequire(here)(
	'../../../dist/core/model/salesOrderJson.js',
) as typeof import('../../../core/model/salesOrderJson.ts');
export const { outcomeToJson } = createRequire(here)(
	'../../../dist/core/posting/plan/postingOutcome.js',
) as typeof import('../../../core/posting/plan/postingOutcome.ts');
export const { bookSellingFees } = createRequire(here)(
	'../../../dist/core/posting/write/bookSellingFees.js',
) as typeof import('../../../core/posting/write/bookSellingFees.ts');
export const { readMatchable } = createRequire(here)(
	'../../../dist/core/matching/matchable.js',
) as typeof import('../../../core/matching/matchable.ts');
export const { matchItems } = createRequire(here)(
	'../../../dist/core/matching/matchItems.js',
) as typeof import('../../../core/matching/matchItems.ts');
export const { withRetry } = createRequire(here)(
	'../../../dist/core/http/retry.js',
) as typeof import('../../../core/http/retry.ts');
export const { IntegrationError } = createRequire(here)(
	'../../../dist/core/http/integrationError.js',
) as typeof import('../../../core/http/integrationError.ts');
export const { UnreadableError } = createRequire(here)(
	'../../../dist/core/reading/readUnknown.js',
) as typeof import('../../../core/reading/readUnknown.ts');
export const { serialQueue } = createRequire(here)(
	'../../../dist/core/http/serialQueue.js',
) as typeof import('../../../core/http/serialQueue.ts');
