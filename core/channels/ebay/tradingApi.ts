import type { EbaySettings } from './settings';
import type { HttpPort, HttpReply, HttpRequest } from '../../http/httpPort';
import { IntegrationError, failureOf, type FailureKind } from '../../http/integrationError';
import { ofTable } from '../../reading/ofTable';
import { UnreadableError } from '../../reading/readUnknown';
import { childrenOf, readXml, textAt, type XmlElement } from '../../reading/readXml';

export interface TradingAnswer {
	readonly root: XmlElement;
	/** True when eBay did all that was asked, with or without warnings. */
	readonly succeeded: boolean;
	/** What eBay says went wrong, "291 The listing has ended"; empty when nothing did. */
	readonly reason: string;
	/** True when the same call may succeed a little later. */
	readonly isTransient: boolean;
}

/** Sends one call of the Trading API; `content` is the XML inside its request element. */
export type TradingApi = (call: string, content: string) => Promise<TradingAnswer>;

const COMPATIBILITY_LEVEL = '1255';

/** https://developer.ebay.com/devzone/xml/docs/reference/ebay/errors/errormessages.htm */
const KINDS: Readonly<Record<string, FailureKind>> = {
	841: 'notAuthorised',
	930: 'notAuthorised',
	931: 'notAuthorised',
	932: 'notAuthorised',
	16110: 'notAuthorised',
	16112: 'notAuthorised',
	16120: 'notAuthorised',
	17470: 'notAuthorised',
	21916984: 'notAuthorised',
	21917053: 'notAuthorised',
	518: 'rateLimited',
	21919144: 'rateLimited',
	10007: 'unavailable',
};

/**
 * eBay's older XML API. It answers 200 whatever happened, also to a token that has expired, and a token is renewed
 * only after a 401. So every run puts a REST call first, and an expired token seen here is `notAuthorised`.
 * Too many calls is `rateLimited`. All calls that we make may be sent twice: they read, or set absolute values.
 */
export function tradingApi(http: HttpPort, { root, marketplace }: EbaySettings): TradingApi {
	return async (call, content) => {
		const request: HttpRequest = {
			method: 'POST',
			url: `${root}/ws/api.dll`,
			headers: {
				'Content-Type': 'text/xml',
				'X-EBAY-API-CALL-NAME': call,
				'X-EBAY-API-COMPATIBILITY-LEVEL': COMPATIBILITY_LEVEL,
				'X-EBAY-API-SITEID': String(marketplace.siteId),
			},
			body: `<?xml version="1.0" encoding="utf-8"?><${call}Request xmlns="urn:ebay:apis:eBLBaseComponents">${content}</${call}Request>`,
			answer: 'text',
			repeatable: true,
		};
		const reply = await http(request);
		if (reply.status >= 300) throw failureOf(request, reply);
		return readAnswer(call, reply);
	};
}

/** For calls that only read: their answer, or the failure that it tells of. */
export function readWhole(call: string, answer: TradingAnswer): XmlElement {
	if (answer.succeeded) return answer.root;
	throw new IntegrationError(answer.isTransient ? 'unavailable' : 'rejected', `eBay ${call} failed: ${answer.reason}`);
}

function readAnswer(call: string, reply: HttpReply): TradingAnswer {
	const path = `ebay ${call}`;
	const root = readXml(reply.body, path);
	const ack = textAt(root, 'Ack');
	if (ack === null || !['Success', 'Warning', 'PartialFailure', 'Failure'].includes(ack))
		throw new UnreadableError(`${path}.Ack`, 'Success, Warning, PartialFailure or Failure');
	const errors = childrenOf(root, 'Errors').filter((error) => textAt(error, 'SeverityCode') !== 'Warning');
	const kinds = errors.map((error) => ofTable(KINDS, textAt(error, 'ErrorCode') ?? ''));
	const reason = errors.map(sentence).join('; ');
	const fatal = kinds.find((kind) => kind === 'notAuthorised') ?? kinds.find((kind) => kind === 'rateLimited');
	if (fatal !== undefined) throw new IntegrationError(fatal, `eBay ${call} was refused: ${reason}`, reply);
	return {
		root,
		succeeded: ack === 'Success' || ack === 'Warning',
		reason: reason === '' ? ack : reason,
		isTransient: kinds.includes('unavailable'),
	};
}

function sentence(error: XmlElement): string {
	return `${textAt(error, 'ErrorCode') ?? ''} ${textAt(error, 'LongMessage') ?? textAt(error, 'ShortMessage') ?? ''}`.trim();
}
