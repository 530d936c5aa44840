import type { Chance } from '../books/chance.mts';
import type { Fault } from '../../sandbox/kit/faults.mts';
import type { ServiceName } from './names.mts';

/** Kinds of weather, each with its weight. */
export const STORMS = {
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
} as const;

export type Storm = keyof typeof STORMS;
export type LaidStorm = Exclude<Storm, 'expired' | 'touched' | 'outOfOrder'>;

/** Intuit's refresh token turns with each use and the old one dies (facts/qbo.md): a renewal whose reply is lost needs a person, so none is lost here. */
const WHERE: Readonly<Partial<Record<ServiceName, string>>> = { quickbooks: '^/v3/' };

/** What is laid over a service; each hits only so many requests. */
export function drawFault(service: ServiceName, storm: LaidStorm, chance: Chance): Fault {
	const path = WHERE[service];
	return { ...(path === undefined ? {} : { path }), ...faultOf(storm, chance) };
}

function faultOf(storm: LaidStorm, chance: Chance): Fault {
	switch (storm) {
		case 'latency':
			return { delay: chance.whole(300, 6_000), times: chance.whole(1, 6) };
		case 'throttled':
			return { status: 429, headers: { 'retry-after': String(chance.whole(1, 15)) }, times: chance.whole(1, 4) };
		case 'throttledWithoutWord':
			return { status: 429, times: chance.whole(1, 4) };
		case 'serverError':
			return { status: chance.oneOf([500, 502, 503]), ...bodyOf(chance), times: chance.whole(1, 5) };
		case 'resetBefore':
			return { reset: 'before', times: chance.whole(1, 3) };
		case 'resetAfter':
			return {
				...(chance.happens(70) ? { method: chance.oneOf(['POST', 'PUT']) } : {}),
				reset: 'after',
				times: chance.whole(1, 2),
			};
		case 'drip':
			return { drip: { pieces: chance.whole(4, 12), pause: chance.whole(100, 800) }, times: chance.whole(1, 4) };
	}
}

function bodyOf(chance: Chance): Pick<Fault, 'body' | 'headers'> {
	if (chance.happens(50))
		return {
			body: '<html><head><title>Bad Gateway</title></head><body><center>nginx</center></body></html>',
			headers: { 'content-type': 'text/html' },
		};
	return chance.happens(50) ? { body: { message: 'Something went wrong' } } : {};
}
