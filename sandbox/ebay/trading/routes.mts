import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { EbayState } from '../state.mts';
import { failure, type TradingAnswer, type TradingCall } from './answer.mts';
import { showError, tradingErrors, type TradingError } from './errors.mts';
import { reviseInventoryStatus } from '../stock/reviseInventoryStatus.mts';
import { getItem, getMyeBaySelling, getSellerList } from '../listings/tradingCalls.mts';
import { getOrders } from '../orders/tradingOrders.mts';
import { getUser, getUserPreferences, setUserPreferences } from '../settings/user.mts';
import { readCall, writeReply } from './xml.mts';

const CALLS: Readonly<Record<string, TradingCall>> = {
	GetMyeBaySelling: getMyeBaySelling,
	GetItem: getItem,
	GetSellerList: getSellerList,
	GetOrders: getOrders,
	ReviseInventoryStatus: reviseInventoryStatus,
	GetUser: getUser,
	GetUserPreferences: getUserPreferences,
	SetUserPreferences: setUserPreferences,
};

/** https://developer.ebay.com/devzone/xml/docs/reference/ebay/index.html */
export function addTrading(app: FastifyInstance, state: () => EbayState): void {
	void app.register(async (trading) => {
		trading.removeAllContentTypeParsers();
		trading.addContentTypeParser('*', { parseAs: 'string' }, async (_request: unknown, body: string) => body);
		trading.post('/ws/api.dll', async (request, reply) => {
			const callName = header(request, 'x-ebay-api-call-name') ?? '';
			if (callName === 'ReviseInventoryStatus') request.hardPaths.push('ReviseInventoryStatus');
			const answer = answerCall(state(), request, callName);
			const content = {
				Timestamp: new Date(state().now()).toISOString(),
				Ack: answer.ack,
				Errors: answer.errors.map(showError),
				Version: '1451',
				...answer.content,
			};
			return await reply
				.type('text/xml;charset=utf-8')
				.send(writeReply(callName === '' ? 'Default' : callName, content));
		});
	});
}

function answerCall(state: EbayState, request: FastifyRequest, callName: string): TradingAnswer {
	const trouble = checkHeaders(request) ?? checkToken(state, header(request, 'x-ebay-api-iaf-token'));
	if (trouble !== null) return failure(trouble);
	const handle = Object.hasOwn(CALLS, callName) ? CALLS[callName] : undefined;
	if (handle === undefined) return failure(tradingErrors.unknownCall(callName));
	const isXml = /^(text|application)\/xml\b/.test(request.headers['content-type'] ?? '');
	const call = isXml ? readCall(String(request.body), callName) : null;
	return call === null ? failure(tradingErrors.badXml) : handle(state, call);
}

function checkHeaders(request: FastifyRequest): TradingError | null {
	if (header(request, 'x-ebay-api-call-name') === null) return tradingErrors.missingHeader('X-EBAY-API-CALL-NAME');
	for (const name of ['X-EBAY-API-COMPATIBILITY-LEVEL', 'X-EBAY-API-SITEID']) {
		const value = header(request, name.toLowerCase());
		if (value === null) return tradingErrors.missingHeader(name);
		if (!/^\d{1,4}$/.test(value)) return tradingErrors.badHeader(name, value);
	}
	return null;
}

function checkToken(state: EbayState, token: string | null): TradingError | null {
	if (token === null) return tradingErrors.noToken;
	const check = state.tokens.check(token);
	if (check.result === 'expired') return tradingErrors.expiredToken;
	return check.result === 'good' && check.grant.user ? null : tradingErrors.badToken;
}

function header(request: FastifyRequest, name: string): string | null {
	const value = request.headers[name];
	return typeof value === 'string' && value !== '' ? value : null;
}
