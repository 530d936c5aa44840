import { describe, expect, test } from '@jest/globals';
import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { CreateQboInvoice } from '../../nodes/CreateQboInvoice/CreateQboInvoice.node';

/** A form that is open, of a company with these rows. */
function formOf(rows: readonly object[]): ILoadOptionsFunctions {
	const body = (entity: string) => JSON.stringify({ QueryResponse: { [entity]: rows }, time: '2026-11-22T00:00:00Z' });
	return {
		getNode: () => ({
			id: 'n1',
			name: 'Create QBO Invoice',
			type: 't',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getMode: () => 'manual',
		getCredentials: async () => ({
			environment: 'custom',
			customUrl: 'http://books',
			oauthTokenData: { callbackQueryString: { realmId: '1' } },
		}),
		helpers: {
			httpRequestWithAuthentication: async (_name: string, { qs }: { qs: { query: string } }) => ({
				statusCode: 200,
				headers: {},
				body: Buffer.from(body(/FROM (\w+)/.exec(qs.query)?.[1] ?? '')),
			}),
		},
	} as unknown as ILoadOptionsFunctions;
}

const { loadOptions } = new CreateQboInvoice().methods;

describe('A list of Create QBO Invoice', () => {
	test('begins with what is so while nothing is chosen', async () => {
		expect(await loadOptions.termOptions.call(formOf([{ Id: '3', Name: 'Net 30', Active: true }]))).toEqual([
			{ name: 'Not Chosen', value: '' },
			{ name: 'Net 30', value: '3' },
		]);
	});

	test('says that the company has nothing for it, so that nobody takes it for one that did not load', async () => {
		expect(await loadOptions.liabilityItemOptions.call(formOf([]))).toEqual([
			{ name: 'Not Chosen (QuickBooks Has Nothing That Fits)', value: '' },
		]);
	});
});
