import { describe, expect, test } from '@jest/globals';
import { DateTime, IANAZone } from 'luxon';
import type { ChannelAdapter } from '../../../../core/channels/channelAdapter';
import { connectWooCommerce } from '../../../../core/channels/woocommerce/adapter';
import { missingTimeAt } from '../../../../core/channels/woocommerce/missingHour';
import type { HttpPort } from '../../../../core/http/httpPort';
import { momentFromMillis } from '../../../../core/model/moment';
import { orderFeed } from '../../../../core/orders/orderFeed';
import { credential, noChoice, plainOrder } from '../../../support/wooReplies';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WALL = "yyyy-MM-dd'T'HH:mm:ss";

interface ZoneChange {
	readonly zone: string;
	/** The first wall clock time that does not exist, as if the clock were UTC. */
	readonly gap: number;
	readonly minutes: number;
}

/** Where a zone's clock goes forward within a year, each kind of change once. */
function forwardChanges(year: number): ZoneChange[] {
	const found = new Map<string, ZoneChange>();
	for (const zone of Intl.supportedValuesOf('timeZone')) {
		const offsetAt = (time: number) => IANAZone.create(zone).offset(time);
		for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += DAY) {
			const [before, after] = [offsetAt(day), offsetAt(day + DAY)];
			if (after <= before) continue;
			let moment = day;
			while (offsetAt(moment) === before) moment += 15 * MINUTE;
			const change = { zone, gap: moment + before * MINUTE, minutes: after - before };
			found.set(`${change.gap} ${change.minutes}`, change);
		}
	}
	return [...found.values()];
}

/** A shop that reads a bare UTC time in its own zone first, as WordPress does. Its orders are stamped in UTC. */
function shopIn(zone: string, stamps: readonly number[], index: number | object = { timezone_string: zone }) {
	const orders = stamps.map((stamp, place) => {
		const at = new Date(stamp).toISOString().slice(0, 19);
		return { at, row: plainOrder(place + 1, at, { date_created_gmt: at }) };
	});
	let now = Infinity;
	const http: HttpPort = async ({ url, query = {} }) => {
		const reply = { status: 200, headers: {} };
		if (url.endsWith('/wp-json/'))
			return typeof index === 'number' ? { ...reply, status: index, body: '' } : { ...reply, body: index };
		const after = DateTime.fromISO(String(query.modified_after ?? query.after), { zone }).toFormat(WALL);
		const rows = orders.filter(({ at }) => at > after && Date.parse(`${at}Z`) <= now).map(({ row }) => row);
		const page = Number(query.page);
		return { ...reply, body: rows.slice((page - 1) * 100, page * 100) };
	};
	const at = (time: number): ChannelAdapter => {
		now = time;
		return connectWooCommerce(http, credential);
	};
	return { at };
}

/** All ids that a trigger delivers which polls from the first order to the last. */
async function delivered(shop: ReturnType<typeof shopIn>, stamps: readonly number[], every: number): Promise<string[]> {
	const ids: string[] = [];
	let now = stamps[0] ?? 0;
	const settings = { ...noChoice, listLagSeconds: 120, now: () => now, tellStart: () => undefined };
	let cursor = { since: momentFromMillis(now - 1000), placedFrom: momentFromMillis(now - 1000), handled: {} };
	for (const end = stamps.at(-1) ?? 0; now <= end + every; now += every) {
		for await (const page of orderFeed(shop.at(now), { ...settings, placedFrom: null }).pages(cursor)) {
			ids.push(...page.units.map(({ version }) => version.key));
			cursor = page.done(page.handled(cursor, page.units));
		}
	}
	return ids;
}

const eachFiveMinutes = (from: number, to: number) =>
	Array.from({ length: (to - from) / (5 * MINUTE) + 1 }, (_, place) => from + place * 5 * MINUTE);
const idsOf = (stamps: readonly number[]) => stamps.map((_, place) => String(place + 1));

const changes = forwardChanges(2026);

test('a year has the changes that are walked', () => {
	expect(changes.length).toBeGreaterThan(15);
	expect(changes.some(({ minutes }) => minutes === 30) && changes.some(({ minutes }) => minutes === 120)).toBe(true);
});

describe.each(changes)(
	'on the day when the clocks of $zone go forward by $minutes minutes',
	({ zone, gap, minutes }) => {
		const stamps = eachFiveMinutes(gap - 2 * HOUR, gap + 4 * HOUR);

		test('every order of every five minutes is delivered, once', async () => {
			expect(await delivered(shopIn(zone, stamps), stamps, 5 * MINUTE)).toEqual(idsOf(stamps));
		});

		test('so it is where the site keeps its zone to itself, or names one that nobody knows', async () => {
			for (const index of [401, { timezone_string: 'Mars/Olympus' }])
				expect(await delivered(shopIn(zone, stamps, index), stamps, 35 * MINUTE)).toEqual(idsOf(stamps));
		});

		test('orders by purchase are those from the moment on, each once', async () => {
			for (const [place, stamp] of stamps.entries()) {
				if (place % 5 !== 0) continue;
				const found: string[] = [];
				for await (const { orders } of shopIn(zone, stamps)
					.at(Infinity)
					.readOrdersPlacedSince(momentFromMillis(stamp), noChoice))
					found.push(...orders.map(({ orderId }) => orderId));
				expect(found).toEqual(idsOf(stamps).slice(place));
			}
		});

		test('what is missing is told to the second', () => {
			const start = gap / 1000;
			const missing = { start, end: start + minutes * 60 };
			for (const second of [start, start + 1, missing.end - 1]) expect(missingTimeAt(second, zone)).toEqual(missing);
			for (const second of [start - 1, missing.end]) expect(missingTimeAt(second, zone)).toBeNull();
		});
	},
);

test('a rush in the hour that does not exist is delivered page by page, each order once', async () => {
	const gap = Date.UTC(2026, 2, 8, 2);
	const stamps = Array.from({ length: 720 }, (_, place) => gap - 30 * MINUTE + place * 10_000);
	expect(await delivered(shopIn('America/New_York', stamps), stamps, 3 * HOUR)).toEqual(idsOf(stamps));
});

test('a clock that never changes lacks nothing, and by day nobody asks for the zone', async () => {
	const night = Date.UTC(2026, 2, 8, 2, 30) / 1000;
	expect(missingTimeAt(night, '')).toBeNull();
	expect(missingTimeAt(night, 'Asia/Tokyo')).toBeNull();
	const noon = [Date.UTC(2026, 2, 8, 12)];
	const shop = shopIn('America/New_York', noon, 500);
	expect(await delivered(shop, noon, MINUTE)).toEqual(['1']);
});
