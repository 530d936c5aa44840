import type { PostingChoices, PostingOptions } from '../../../core/posting/plan/postingOptions.ts';
import type { OrderToPost } from '../../../core/posting/plan/stages.ts';
import type { PostingForm, PostRequest } from '../protocol.mts';
import { channelById } from './builtCore.mts';
import { taxRules } from './taxRules.mts';

/** What holds for all orders of a run. */
export function postingOptions({ ignoreCase }: PostingForm): PostingOptions {
	return {
		writes: true,
		now: new Date().toISOString(),
		ignoreCase,
		channelName: (id) => channelById(id).displayName,
	};
}

/** The one place that knows how a filled-in form becomes the posting engine's choices. */
export function postingChoices(
	{ form, letsThrough }: Pick<PostRequest, 'form' | 'letsThrough'>,
	orders: ReadonlyArray<Pick<OrderToPost, 'order'>>,
): PostingChoices {
	return {
		goLive: form.goLive,
		letThroughUntil: letsThrough ? '9999-01-01T00:00:00.000Z' : null,
		overwrittenMemos: form.overwrittenMemos,
		customer: form.customer === 'buyer' ? { kind: 'buyer' } : { kind: 'channel', name: null },
		missingItems: missingItems(form),
		recordPayments: form.recordPayments,
		sellingFees:
			form.sellingFees === null
				? null
				: {
						expenseAccountId: form.sellingFees.expenseAccountId,
						payFromAccountId: form.sellingFees.payFrom,
						payee: null,
					},
		draft: {
			documentType: form.documentType,
			shippingItemId: form.shippingItemId,
			feeItemId: form.feeItemId,
			giftCertificateItemId: form.giftCertificateItemId,
			discountItemId: form.discountItemId,
			roundingItemId: form.roundingItemId,
			refundItemId: form.refundItemId,
			paymentRules: [
				...form.paymentMethods.map((rule) => ({ channel: null, methodId: null, ...rule })),
				{ channel: null, method: null, methodId: null, documentType: null, accountId: form.depositAccountId },
			],
			storeCreditItemId: form.storeCreditItemId,
			unnamedTender: 'needsAttention',
			termId: null,
			dueDays: form.dueDays,
			classId: null,
			locationId: null,
			memo: null,
			amountOnlyRefunds: form.amountOnlyRefunds,
			unstatedGoods: form.unstatedGoods,
			beforeStart: form.beforeStart,
			taxRules: taxRules(
				form,
				orders.map(({ order }) => order),
			),
			taxedCodeId: null,
			untaxedCodeId: form.untaxedCode,
		},
	};
}

function missingItems({ missingItems: kind, fallbackItemId }: PostingForm): PostingChoices['missingItems'] {
	if (kind === 'fallback') return { kind, itemId: fallbackItemId };
	if (kind === 'needsAttention') return { kind };
	return { kind, accounts: { incomeId: null, expenseId: null, assetId: null }, unstatedStock: 'inventory' };
}
