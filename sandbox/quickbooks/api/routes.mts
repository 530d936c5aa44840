import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerTime, stamp } from '../dates.mts';
import { replace, type Company } from '../company.mts';
import { exchangeRate } from '../exchangeRates.mts';
import { isJson, textAt, type Json } from '../json.mts';
import { companyInfo, preferences } from '../preferences.mts';
import { runQuery } from '../query/run.mts';
import { missing, notFound, RuleFault, unsupportedOperation, wrongLength } from '../ruleFault.mts';
import { pdfOf } from './pdf.mts';
import { attempt, runBatch } from './batch.mts';
import { changedSince } from './changes.mts';
import type { Gateway } from './gateway.mts';
import { allowsDuplicateNumber, entityNamed, operationOf, readOne, write } from './operations.mts';
import type { RequestIds } from './requestIds.mts';
import { asXml, wantsJson } from './xmlAnswer.mts';

export interface ApiParts {
	readonly company: Company;
	readonly gateway: Gateway;
	readonly requestIds: RequestIds;
}

/** What can be printed and mailed. */
const PRINTED = ['Invoice', 'SalesReceipt', 'CreditMemo', 'RefundReceipt', 'Estimate', 'PurchaseOrder'] as const;

type Route = (request: FastifyRequest, parts: ApiParts) => Json;

/** How the gateway says that there is no such address, outside of every company. */
export function refuseUnknownAddress(app: FastifyInstance, now: () => number): void {
	app.setNotFoundHandler(async (_request, reply) => {
		const message = 'message=NotFound; errorCode=000404; statusCode=404';
		const error = [{ message, detail: 'The requested resource does not exist', code: '404', element: null }];
		return await reply.code(404).send({ fault: { error, type: 'SERVICE' }, requestId: null, time: now() });
	});
}

/** The Accounting API of one company below /v3/company/{realmId}. */
export function addApiRoutes(app: FastifyInstance, parts: ApiParts): void {
	const answering = (route: Route) => async (request: FastifyRequest, reply: FastifyReply) =>
		await answer(request, reply, parts, route);
	void app.register(
		async (api) => {
			api.addHook('onRequest', async (request, reply) => await passGateway(request, reply, parts.gateway));
			api.addHook('preHandler', async (request, reply) => await passCharacters(request, reply, parts.company));
			api.setErrorHandler(async (error, _request, reply) => await refuseUnreadable(error, reply, parts.company));
			api.get(
				'/query',
				answering((request, { company }) => query(request, company, param(request, 'query'))),
			);
			api.post(
				'/query',
				answering((request, { company }) =>
					query(request, company, typeof request.body === 'string' ? request.body : null),
				),
			);
			api.get(
				'/preferences',
				answering((_request, { company }) => ({ Preferences: preferences(company) })),
			);
			api.get(
				'/companyinfo/:id',
				answering((_request, { company }) => ({ CompanyInfo: companyInfo(company) })),
			);
			api.get(
				'/cdc',
				answering((request, { company }) => ({
					CDCResponse: changedSince(company, param(request, 'entities') ?? '', param(request, 'changedSince') ?? ''),
				})),
			);
			api.get(
				'/exchangerate',
				answering((request, { company }) => ({ ExchangeRate: exchangeRate(company, request.query as Json) })),
			);
			api.post('/batch', answering(batch));
			api.get('/:entity/:id', answering(readEntity));
			api.get('/:entity/:id/pdf', async (request, reply) => await sendPdf(request, reply, parts));
			api.post('/:entity/:id/send', answering(sendByMail));
			api.post('/:entity', answering(writeEntity));
			api.all(
				'/*',
				answering(({ url }) => {
					throw unsupportedOperation(url.split('?')[0] ?? '');
				}),
			);
		},
		{ prefix: '/v3/company/:realmId' },
	);
}

async function passGateway(
	request: FastifyRequest,
	reply: FastifyReply,
	gateway: Gateway,
): Promise<FastifyReply | undefined> {
	const { realmId = '' } = request.params as { realmId?: string };
	const isBatch = request.url.split('?')[0]?.endsWith('/batch') === true;
	const refusal =
		gateway.checkToken(request.headers.authorization) ?? gateway.checkRealm(realmId) ?? gateway.checkRate(isBatch);
	void reply.header('intuit_tid', `1-${randomUUID()}`);
	return refusal === null ? undefined : await reply.code(refusal.status).headers(refusal.headers).send(refusal.body);
}

/** Emoji in a text were answered with 500, and so was all that came with it: https://github.com/intuit/QuickBooks-V3-PHP-SDK/issues/264 */
async function passCharacters(
	request: FastifyRequest,
	reply: FastifyReply,
	company: Company,
): Promise<FastifyReply | undefined> {
	const isRefused =
		company.settings.rareCharacters === 'refused' && isJson(request.body) && hasRareCharacter(request.body);
	if (!isRefused) return undefined;
	request.hardPaths.push('rare character');
	const message = 'message=InternalServerError; errorCode=000500; statusCode=500';
	const fault = { Error: [{ Message: message, code: '500' }], type: 'SystemFault' };
	return await reply.code(500).send({ Fault: fault, time: answerTime(company.now()) });
}

/** JSON writes half a character as its number. */
function hasRareCharacter(body: Json): boolean {
	return /[\u{10000}-\u{10ffff}]|\\ud[89a-f]/u.test(JSON.stringify(body));
}

/** A body that is no JSON is the client's fault, anything else is ours. */
async function refuseUnreadable(error: unknown, reply: FastifyReply, company: Company): Promise<FastifyReply> {
	const unreadable = error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500;
	const [status, code] = unreadable ? [400, '500'] : [500, '10000'];
	const fault = new RuleFault(
		code,
		unreadable ? 'Unsupported Operation' : 'An application error has occurred while processing your request',
		String(error),
	);
	return await reply.code(status).send({ Fault: fault.body(), time: answerTime(company.now()) });
}

/** Every answer carries QuickBooks' clock; a broken rule is HTTP 400 with a Fault. */
async function answer(
	request: FastifyRequest,
	reply: FastifyReply,
	parts: ApiParts,
	route: Route,
): Promise<FastifyReply> {
	const { answer: content, fault } = attempt(() => route(request, parts));
	if (fault?.code === '6140') request.hardPaths.push('6140');
	const body = { ...(fault === null ? content : { Fault: fault.body() }), time: answerTime(parts.company.now()) };
	void reply.code(fault === null ? 200 : 400);
	if (wantsJson(request.headers.accept)) return await reply.send(body);
	return await reply.type('application/xml').send(asXml(body));
}

function query(request: FastifyRequest, company: Company, statement: string | null): Json {
	if (statement === null || statement.trim() === '') throw missing('query');
	const { response, hardPaths } = runQuery(company, statement);
	request.hardPaths.push(...hardPaths);
	return { QueryResponse: response };
}

function batch(request: FastifyRequest, { company, requestIds }: ApiParts): Json {
	request.hardPaths.push('batch');
	const note = (hardPath: string): void => void request.hardPaths.push(hardPath);
	return runBatch(request.body, { company, requestIds, requestId: param(request, 'requestid'), note });
}

function readEntity(request: FastifyRequest, { company }: ApiParts): Json {
	const { entity: name, id } = request.params as { entity: string; id: string };
	const entity = entityNamed(name);
	if (entity === undefined) throw unsupportedOperation(name);
	return { [entity]: readOne(company, entity, id) };
}

function writeEntity(request: FastifyRequest, { company, requestIds }: ApiParts): Json {
	const { entity: name } = request.params as { entity: string };
	const entity = entityNamed(name);
	if (entity === undefined) throw unsupportedOperation(name);
	const requestId = param(request, 'requestid');
	if ((requestId?.length ?? 0) > 50) throw wrongLength('requestid', 50);
	const include = param(request, 'include');
	const operation = operationOf(param(request, 'operation'), include, request.body);
	const asked = { entity, operation, body: request.body, allowDuplicateNumber: allowsDuplicateNumber(include) };
	const { outcome, replayed } = requestIds.once(requestId, asked, () =>
		attempt(() => ({ [entity]: write(company, asked) })),
	);
	if (replayed) request.hardPaths.push('requestid replay');
	if (outcome.fault !== null) throw outcome.fault;
	return outcome.answer as Json;
}

async function sendPdf(request: FastifyRequest, reply: FastifyReply, parts: ApiParts): Promise<FastifyReply> {
	const { entity: name, id } = request.params as { entity: string; id: string };
	const entity = PRINTED.find((known) => known.toLowerCase() === name.toLowerCase());
	if (entity === undefined || parts.company.tables[entity].get(id) === undefined)
		return await answer(request, reply, parts, () => {
			throw entity === undefined ? unsupportedOperation(`pdf of ${name}`) : notFound(`${entity} ${id}`);
		});
	const { DocNumber, TotalAmt } = readOne(parts.company, entity, id);
	return await reply
		.type('application/pdf')
		.send(pdfOf([`${entity} ${String(DocNumber ?? id)}`, `Total ${String(TotalAmt)}`]));
}

/** QuickBooks mails the document to the address of the call, else to the one on it. */
function sendByMail(request: FastifyRequest, { company }: ApiParts): Json {
	const { entity: name, id } = request.params as { entity: string; id: string };
	const entity = PRINTED.find((known) => known.toLowerCase() === name.toLowerCase());
	if (entity === undefined) throw unsupportedOperation(`send of ${name}`);
	const row = company.tables[entity].get(id);
	if (row === undefined) throw notFound(`${entity} ${id}`);
	const address = param(request, 'sendTo') ?? textAt(row, 'BillEmail', 'Address');
	if (address === null) throw missing('BillEmail');
	const sent = { DeliveryType: 'Email', DeliveryTime: stamp(company.now()) };
	const mailed = { EmailStatus: 'EmailSent', BillEmail: { Address: address }, DeliveryInfo: sent };
	return { [entity]: replace(company, entity, row, { ...row, ...mailed }) };
}

function param(request: FastifyRequest, name: string): string | null {
	return textAt(request.query, name);
}
