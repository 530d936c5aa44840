import type { FastifyInstance } from 'fastify';
import { DOCUMENT_NAMES, type Company, type DocumentName } from '../company.mts';
import { at, isJson, textAt, type Json } from '../json.mts';
import type { RequestIds } from '../api/requestIds.mts';
import type { Tokens } from '../oauth/tokens.mts';
import { RuleFault } from '../ruleFault.mts';
import { seedTaxCodes } from '../seed/company.mts';
import { changeSettings } from '../settings.mts';
import { editDocument, makeDocument } from './documents.mts';
import { expenseSummaries } from './expenseSummaries.mts';
import { editItem } from './items.mts';
import { replaceCompany } from './newCompany.mts';
import { adjustStock } from './stock.mts';
import { ledger, ledgerTransactions } from '../ledger/ledger.mts';
import { mergeCustomers } from './mergeCustomers.mts';
import { editPayment, paymentSummaries } from './paymentSummaries.mts';
import { documentSummaries, documentSummary, stockSummary } from './summaries.mts';

export interface ControlParts {
	readonly company: Company;
	readonly tokens: Tokens;
	readonly requestIds: RequestIds;
}

/** What an accountant does in QuickBooks' own pages, for tests and the board. The API's rules hold; what the pages fill in is filled in. */
export function addControlRoutes(app: FastifyInstance, { company, tokens, requestIds }: ControlParts): void {
	app.setErrorHandler(async (error, _request, reply) => {
		const message = error instanceof RuleFault ? `${error.code} ${error.message}: ${error.detail}` : String(error);
		return await reply.code(400).send({ error: message });
	});
	addBookRoutes(app, company);
	addPaymentRoutes(app, company);
	app.get('/settings', async () => company.settings);
	app.post('/settings', async ({ body }) => {
		changeSettings(company.settings, asJson(body));
		if (at(body, 'country') !== undefined) seedTaxCodes(company);
		return company.settings;
	});
	app.post('/company', async ({ body }) => {
		replaceCompany(company, asJson(body));
		requestIds.clear();
		return company.settings;
	});
	app.post('/tokens/expire', async () => {
		tokens.expireAll();
		return {};
	});
	app.post('/tokens/revoke', async () => {
		tokens.revokeAll();
		return {};
	});
	app.post('/tokens/issue', async () => tokens.issue());
}

function addBookRoutes(app: FastifyInstance, company: Company): void {
	app.get('/stock', async () => stockSummary(company));
	app.post('/stock', async ({ body }) => {
		const { items, ...one } = asJson(body);
		for (const change of Array.isArray(items) ? items : [one]) adjustStock(company, asJson(change));
		return stockSummary(company);
	});
	app.post('/item', async ({ body }) => editItem(company, asJson(body)));
	app.post('/merge-customers', async ({ body }) => mergeCustomers(company, asJson(body)));
	app.get('/documents', async () => documentSummaries(company));
	app.post('/documents', async ({ body }) => {
		const { type, ...fields } = asJson(body);
		const name = documentName(type);
		return documentSummary(company, name, makeDocument(company, name, fields));
	});
	app.post('/edit-document', async ({ body }) => {
		const { type, ...fields } = asJson(body);
		const name = documentName(type);
		const row = editDocument(company, name, fields);
		return row === null ? { type: name, id: textAt(fields, 'id'), deleted: true } : documentSummary(company, name, row);
	});
}

function addPaymentRoutes(app: FastifyInstance, company: Company): void {
	app.get('/ledger', async () => ledger(company));
	app.get('/ledger/transactions', async () => ledgerTransactions(company));
	app.get('/expenses', async () => expenseSummaries(company));
	app.get('/payments', async () => paymentSummaries(company));
	app.post('/edit-payment', async ({ body }) => editPayment(company, asJson(body)));
}

function documentName(type: unknown): DocumentName {
	const name = DOCUMENT_NAMES.find((candidate) => candidate === type);
	if (name === undefined) throw new Error(`type is one of ${DOCUMENT_NAMES.join(', ')}`);
	return name;
}

function asJson(body: unknown): Json {
	if (!isJson(body)) throw new Error('A JSON object is needed.');
	return body;
}
