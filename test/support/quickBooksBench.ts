import axios from 'axios';
import { connectQuickBooks } from '../../core/quickbooks/connectQuickBooks';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';
import { withRetry } from '../../core/http/retry';
import type { Fields } from '../../core/reading/readUnknown';
import { httpOverAxios } from './httpOverAxios';

/** What the local services said of themselves when they started. */
declare const services: Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The company that the service has. */
export const localRealmId = services.quickbooks?.realmId ?? '';

/** A document as the service itself knows it. */
interface BooksDocument {
	readonly type: string;
	readonly id: string;
	readonly docNumber: string;
	readonly customerId: string;
	readonly total: number;
	readonly txnDate: string;
	readonly totalTax: number;
	readonly balance: number;
	readonly privateNote: string;
	readonly voided: boolean;
	readonly lines: ReadonlyArray<{
		readonly sku: string | null;
		readonly quantity: number | null;
		readonly amount: number;
		readonly lineId: string;
		readonly description: string;
	}>;
}

interface BooksPayment {
	readonly id: string;
	readonly total: number;
	readonly paymentMethodId: string | null;
	readonly paymentRefNum: string | null;
	readonly depositAccountId: string | null;
	readonly voided: boolean;
	readonly links: ReadonlyArray<{ readonly type: string; readonly id: string; readonly amount: number }>;
}

interface JournalEntry {
	readonly method: string;
	readonly path: string;
	readonly kind: 'read' | 'write' | 'auth';
}

/** The local QuickBooks, seeded anew, with a client as n8n would connect it, and what goes on behind its API. */
export async function openQuickBooks(settings: object = {}, country?: string) {
	const { url = '', realmId = '', accessToken = '' } = services.quickbooks ?? {};
	const control = async (path: string, body?: object): Promise<unknown> => {
		const reply = await axios.request<unknown>({
			method: body === undefined ? 'GET' : 'POST',
			url: `${url}/control${path}`,
			data: body,
			proxy: false,
		});
		return reply.data;
	};
	await control('/reset', {});
	if (country !== undefined) await control('/company', { country });
	if (Object.keys(settings).length > 0) await control('/settings', settings);
	return {
		client: clientOf(url, realmId, accessToken),
		/** Another run of the same company. */
		another: () => clientOf(url, realmId, accessToken),
		stranger: () => clientOf(url, realmId, 'wrong'),
		control,
		/** The vendor's API as another app uses it: reads, or writes where there is a body. */
		api: async (path: string, body?: object): Promise<Fields> => {
			const reply = await axios.request<Fields>({
				method: body === undefined ? 'GET' : 'POST',
				url: `${url}/v3/company/${realmId}/${path}`,
				headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
				data: body,
				proxy: false,
				validateStatus: () => true,
			});
			if (reply.status !== 200) throw new Error(`QuickBooks answered ${path} so: ${JSON.stringify(reply.data)}`);
			return reply.data;
		},
		payments: async () => (await control('/payments')) as BooksPayment[],
		/** An item by its name, made where there is none. */
		item: async (name: string, fields: object) =>
			((await control('/item', { Name: name, ...fields })) as { Id: string }).Id,
		documents: async () => (await control('/documents')) as BooksDocument[],
		standing: async () =>
			((await control('/documents')) as BooksDocument[]).filter(
				({ voided, docNumber }) => !voided && docNumber.startsWith('WC-'),
			),
		stock: async (sku: string) =>
			((await control('/stock')) as Array<{ sku: string; quantity: number; itemId: string }>).find(
				(row) => row.sku === sku,
			),
		journal: async () => (await control('/journal')) as JournalEntry[],
	};
}

function clientOf(url: string, realmId: string, accessToken: string): QuickBooksClient {
	const wire = httpOverAxios({ headers: { authorization: `Bearer ${accessToken}` } });
	const http = withRetry(wire, {
		attempts: 4,
		longestWait: 1000,
		sleep: async () => await Promise.resolve(),
		random: () => 0,
		now: Date.now,
	});
	return connectQuickBooks(http, { environment: 'custom', customUrl: url, companyId: realmId });
}
