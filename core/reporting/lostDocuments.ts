import { findDocumentsWithoutOrder } from '../reconciling/documentsWithoutOrder';
import { PATIENCE } from '../pushing/shop';
import type { ReportedShop } from './reportedShop';
import type { ReportPart } from './reportPart';
import { reportRow } from './reportRow';
import type { Look } from './waitingOrders';

/** Documents are looked at no further back: each day costs reads. */
const MOST_DAYS = 365;

/** The documents of a shop whose order is gone, as rows. Throws IntegrationError when either side cannot be asked. */
export async function findLostDocuments(shop: ReportedShop, { client, days, now }: Look): Promise<ReportPart> {
	const { id, displayName } = shop.channel;
	const found = await findDocumentsWithoutOrder(await shop.connect(PATIENCE), client, {
		channel: id,
		displayName,
		numberPrefix: shop.prefix,
		days: Math.min(days, MOST_DAYS),
		now,
	});
	const rows = found.map(({ reason, ...one }) => {
		const total = 'total' in one ? `${one.total} ${one.currency}` : null;
		const documentNumber = 'documentNumber' in one ? one.documentNumber : null;
		const documentUrl = 'documentUrl' in one ? one.documentUrl : null;
		const orderUrl = 'orderUrl' in one ? one.orderUrl : null;
		const forPeople = { documentNumber, channelName: displayName, total, reason, documentUrl, orderUrl };
		return reportRow('document', reason, { ...forPeople, ...one, ...forPeople });
	});
	return { rows, failures: [] };
}
