import type { IExecuteFunctions } from 'n8n-workflow';
import { channels } from '../../core/channels/channelRegistry';
import { LONGEST_PREFIX } from '../../core/domain/identity';
import { readMomentIn } from '../../core/domain/moment';
import type { CustomerChoice, PostingOptions } from '../../core/quickbooks/postingTypes';
import { UnreadableError } from '../../core/reading/readUnknown';

/** How n8n calls the runs of a published workflow; a test in the editor, of a part of the workflow or by a parent, is none. */
const PUBLISHED_MODES: readonly string[] = ['trigger', 'webhook', 'retry', 'error', 'internal', 'cli'];

/** The form is the same for all items: orders are posted together. */
export function readPostingForm(context: IExecuteFunctions): PostingOptions {
	const text = (name: string) => String(context.getNodeParameter(name, 0, '') ?? '').trim();
	const textOrNull = (name: string) => (text(name) === '' ? null : text(name));
	return {
		writes: writesIn(context.getMode(), text('postTo')),
		goLive: text('goLive') === '' ? null : readMomentIn(context.getTimezone(), text('goLive'), 'Post Orders Placed From'),
		numberPrefix: readPrefix(textOrNull('numberPrefix')),
		customer: customerChoice(text('customer'), textOrNull('customerName')),
		channelName: (id) => channels.find((channel) => channel.id === id)?.displayName ?? id,
		draft: {
			documentType: text('documentType') === 'SalesReceipt' ? 'SalesReceipt' : 'Invoice',
			shippingItemId: textOrNull('options.shippingItem'),
			feeItemId: textOrNull('options.feeItem'),
			depositAccountId: textOrNull('options.depositAccount'),
			taxedCodeId: textOrNull('options.taxedCode'),
			untaxedCodeId: textOrNull('options.untaxedCode'),
			memo: textOrNull('options.memo'),
		},
	};
}

function writesIn(mode: string, postTo: string): boolean {
	return postTo === 'always' || (postTo === 'publishedRuns' && PUBLISHED_MODES.includes(mode));
}

function customerChoice(kind: string, name: string | null): CustomerChoice {
	return kind === 'buyer' ? { kind } : { kind: 'channel', name };
}

function readPrefix(prefix: string | null): string | null {
	if (prefix === null || prefix.length <= LONGEST_PREFIX) return prefix;
	throw new UnreadableError('Number Prefix', `at most ${LONGEST_PREFIX} characters long: QuickBooks keeps 21 of the whole number`);
}
