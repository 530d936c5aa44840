import type { EbaySettings } from './settings';
import type { HttpPort, HttpReply, HttpRequest } from '../../http/httpPort';
import { IntegrationError, toIntegrationError, type FailureKind } from '../../http/integrationError';
import { ownEntry } from '../../reading/ownEntry';
import { UnreadableError } from '../../reading/readUnknown';
import { childrenOf, readXml, findText, type XmlElement } from '../../reading/readXml';

export interface TradingAnswer {
	readonly root: XmlElement;
	/** True when eBay did all that it was asked, with or without warnings. */
	readonly succeeded: boolean;
	/** eBay's explanation: "291 The listing has ended". The acknowledgement alone where eBay names no error. */
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
 * eBay's older XML API. All calls of this package may be sent twice: they read, or set absolute values.
 *
 * It answers 200 whatever happened, also to an expired token, and n8n renews a token only after a 401. So every run makes a REST call
 * first. An expired token throws IntegrationError `notAuthorised`, too many calls `rateLimited`; other errors stand in the answer.
 */
export function tradingApi(
	http: HttpPort,
	{ root, marketplace }: Pick<EbaySettings, 'root' | 'marketplace'>,
): TradingApi {
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
		if (reply.status >= 300) throw toIntegrationError(request, reply);
		return readAnswer(call, reply);
	};
}

/** The answer of a call that only reads. Throws IntegrationError when it did not succeed. */
export function requireSuccess(call: string, answer: TradingAnswer): XmlElement {
	if (answer.succeeded) return answer.root;
	throw new IntegrationError(answer.isTransient ? 'unavailable' : 'rejected', `eBay ${call} failed: ${answer.reason}`);
}

function readAnswer(call: string, reply: HttpReply): TradingAnswer {
	const path = `ebay ${call}`;
	const root = readXml(reply.body, path);
	const ack = findText(root, 'Ack');
	if (ack === null || !['Success', 'Warning', 'PartialFailure', 'Failure'].includes(ack))
		throw new UnreadableError(`${path}.Ack`, 'Success, Warning, PartialFailure or Failure');
	const errors = childrenOf(root, 'Errors').filter((error) => findText(error, 'SeverityCode') !== 'Warning');
	const kinds = errors.map((error) => ownEntry(KINDS, findText(error, 'ErrorCode') ?? ''));
	const reason = errors.map(describeError).join('; ');
	const fatal = kinds.find((kind) => kind === 'notAuthorised') ?? kinds.find((kind) => kind === 'rateLimited');
	if (fatal !== undefined) throw new IntegrationError(fatal, `eBay ${call} was refused: ${reason}`, reply);
	return {
		root,
		succeeded: ack === 'Success' || ack === 'Warning',
		reason: reason === '' ? ack : reason,
		isTransient: kinds.includes('unavailable'),
	};
}

function describeError(error: XmlElement): string {
	return `${findText(error, 'ErrorCode') ?? ''} ${findText(error, 'LongMessage') ?? findText(error, 'ShortMessage') ?? ''}`.trim();
}
