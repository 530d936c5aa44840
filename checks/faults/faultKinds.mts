import type { Random } from '../books/random.mts';
import type { Fault } from '../../sandbox/kit/faults.mts';
import { FIREWALL_PAGES, HTML } from './firewallPages.mts';
import type { ServiceName } from './names.mts';

/** Kinds of faults, each with its weight. */
export const FAULT_KINDS = {
	latency: 18,
	throttled: 12,
	throttledWithoutWord: 8,
	serverError: 16,
	resetBefore: 10,
	resetAfter: 16,
	drip: 8,
	expired: 5,
	touched: 12,
	outOfOrder: 5,
	cached: 4,
	oddOrder: 12,
	oddOrderFields: 10,
	oddListing: 12,
	oddSku: 12,
	systemError: 7,
	firewall: 10,
	notices: 4,
	neverSet: 7,
	safetyStock: 7,
	heavyPages: 9,
	movingList: 7,
	unparsed: 9,
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;

/** What can be left out of a run: a kind that is drawn every few seconds, an outage, or what lies on the whole run. */
export const INJECTED_KINDS = [...(Object.keys(FAULT_KINDS) as FaultKind[]), 'outage', 'skippedHour'] as const;
export type InjectedKind = (typeof INJECTED_KINDS)[number];

/** Faults that ask nothing of a request but that it comes. */
const PLAIN_KINDS = [
	'latency',
	'throttled',
	'throttledWithoutWord',
	'serverError',
	'resetBefore',
	'resetAfter',
	'drip',
	'firewall',
] as const;

export type PlainFaultKind = (typeof PLAIN_KINDS)[number];

export function isPlain(faultKind: FaultKind): faultKind is PlainFaultKind {
	return PLAIN_KINDS.some((plain) => plain === faultKind);
}

/** Intuit's refresh token changes with each use, and the old one is void. A renewal whose reply is lost needs a person, so none is lost here. */
const WHERE: Readonly<Partial<Record<ServiceName, string>>> = { quickbooks: '^/v3/' };

/** Draws a fault for a service; it affects a limited number of requests. */
export function drawFault(service: ServiceName, faultKind: PlainFaultKind, random: Random): Fault {
	const path = WHERE[service];
	return { ...(path === undefined ? {} : { path }), ...faultOf(faultKind, random) };
}

function faultOf(faultKind: PlainFaultKind, random: Random): Fault {
	switch (faultKind) {
		case 'latency':
			return { delay: random.integer(300, 6_000), times: random.integer(1, 6) };
		case 'throttled':
			return { status: 429, headers: { 'retry-after': String(random.integer(1, 15)) }, times: random.integer(1, 4) };
		case 'throttledWithoutWord':
			return { status: 429, times: random.integer(1, 4) };
		case 'serverError':
			return { status: random.oneOf([500, 502, 503]), ...bodyOf(random), times: random.integer(1, 5) };
		case 'resetBefore':
			return { reset: 'before', times: random.integer(1, 3) };
		case 'resetAfter':
			return {
				...(random.happens(70) ? { method: random.oneOf(['POST', 'PUT']) } : {}),
				reset: 'after',
				times: random.integer(1, 2),
			};
		case 'drip':
			return { drip: { pieces: random.integer(4, 12), pause: random.integer(100, 800) }, times: random.integer(1, 4) };
		case 'firewall':
			return { ...random.oneOf(FIREWALL_PAGES), times: random.integer(1, 6) };
	}
}

function bodyOf(random: Random): Pick<Fault, 'body' | 'headers'> {
	if (random.happens(50))
		return {
			body: '<html><head><title>Bad Gateway</title></head><body><center>nginx</center></body></html>',
			headers: HTML,
		};
	return random.happens(50) ? { body: { message: 'Something went wrong' } } : {};
}
