import type { CompanyAddress } from './companyAddress';

/** The pages of QuickBooks, by what is shown there. */
const PAGES = {
	Invoice: 'invoice',
	SalesReceipt: 'salesreceipt',
	CreditMemo: 'creditmemo',
	RefundReceipt: 'refundreceipt',
	Payment: 'recvpayment',
	Purchase: 'expense',
} as const;

/** What has a page in QuickBooks; without id while it is only a preview. */
interface ShownDocument {
	readonly type: keyof typeof PAGES;
	readonly id: string | null;
}

/** Where people see a document; null where that is not known. */
export type DocumentUrl = (document: ShownDocument) => string | null;

/**
 * The company stands in the address, since the same id is another document in the other companies of a user.
 * https://github.com/IntuitDeveloper/SampleApp-Projects-Java
 */
export function documentUrlOf({ webUrl, realmId }: CompanyAddress): DocumentUrl {
	return ({ type, id }) => {
		if (webUrl === null || id === null) return null;
		const named = new URLSearchParams({ txnId: id, companyId: realmId });
		return `${webUrl}/app/${PAGES[type]}?${named.toString()}`;
	};
}
