import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pollsPerMonth, scheduleWarnings, stockForecast } from '../../../core/budget/budget';
import { cronTimesPerMonth } from '../../../core/budget/cronTimes';

const times = (...item: object[]) => ({ item });
const every = (value: number, unit: string) => times({ mode: 'everyX', value, unit });

describe('the polls of a month of 30 days', () => {
	test.each([
		['every minute', times({ mode: 'everyMinute' }), 43_200],
		['every 5 minutes', every(5, 'minutes'), 8_640],
		['every 7 minutes, which begins anew each hour', every(7, 'minutes'), 9 * 24 * 30],
		['every 90 minutes, which n8n takes for every hour', every(90, 'minutes'), 720],
		['every hour', times({ mode: 'everyHour', minute: 5 }), 720],
		['every 2 hours', every(2, 'hours'), 360],
		['every day', times({ mode: 'everyDay', hour: 3, minute: 0 }), 30],
		['every week', times({ mode: 'everyWeek', weekday: '1', hour: 3, minute: 0 }), 30 / 7],
		['every month', times({ mode: 'everyMonth', dayOfMonth: 1 }), 1],
		['a cron of five fields', times({ mode: 'custom', cronExpression: '*/10 8-17 * * 1-5' }), (6 * 10 * 30 * 5) / 7],
		['a cron of six fields', times({ mode: 'custom', cronExpression: '0 0,30 * * * *' }), 1_440],
		['two times at once', times({ mode: 'everyHour', minute: 0 }, { mode: 'everyDay', hour: 1, minute: 0 }), 750],
		['no time', times(), 0],
	])('%s', (_name, pollTimes, polls) => {
		expect(pollsPerMonth(pollTimes)).toBeCloseTo(polls, 6);
	});

	test.each([
		['a cron that is none', times({ mode: 'custom', cronExpression: 'often' })],
		['a step of nothing', every(0, 'minutes')],
		['a mode of a later n8n', times({ mode: 'everyFortnight' })],
		['something else', { when: 'now' }],
		['nothing', null],
		['a list of nothing', times(null as never)],
	])('nobody knows for %s', (_name, pollTimes) => {
		expect(pollsPerMonth(pollTimes)).toBeNull();
	});

	test.each([
		['0 3 1 * *', 1],
		['0 3 31 * *', 0],
		['0 3 * * MON,thu', (30 * 2) / 7],
		['0 3 * * 0,7', 30 / 7],
		['0 3 15 * 1', 1 + 29 / 7],
		['0 3 * JAN-MAR *', 30],
		['5/20 * * * *', 3 * 24 * 30],
		['0-58/2 0 * * *', 30 * 30],
	])('the cron expression %s', (expression, due) => {
		expect(cronTimesPerMonth(expression)).toBeCloseTo(due, 6);
	});

	test.each([
		'',
		'* * * *',
		'* * * * * * *',
		'60 * * * *',
		'5-1 * * * *',
		'*/0 * * * *',
		'a * * * *',
		'* * 0 * *',
		'* * * 13 *',
		'* * * * 8',
		'-1 * * * *',
	])('"%s" is no cron expression', (expression) => {
		expect(cronTimesPerMonth(expression)).toBeNull();
	});

	test('any text is a cron expression or none, and never more than every minute', () => {
		const field = fc.stringMatching(/^[\d*,/?-]{1,8}$/);
		fc.assert(
			fc.property(fc.array(field, { minLength: 4, maxLength: 7 }), (fields) => {
				const due = cronTimesPerMonth(fields.join(' '));
				expect(due === null || (due >= 0 && due <= 43_200)).toBe(true);
			}),
			{ numRuns: 5_000 },
		);
	});
});

describe('the forecast of a stock trigger', () => {
	test('is a read for each poll, and one for each 1,000 items of a full read', () => {
		const schedule = { pollTimes: every(5, 'minutes'), fullReadHours: 24, items: 3_500 };
		expect(stockForecast(schedule)).toEqual({
			pollsPerMonth: 8_640,
			readsPerMonth: 8_640 + 30 * 4,
			changesPerDay: 288,
		});
		expect(stockForecast({ ...schedule, fullReadHours: 0 })?.readsPerMonth).toBe(8_640);
		expect(stockForecast({ ...schedule, items: 0 })?.readsPerMonth).toBe(8_670);
	});

	test('has no more full reads than polls', () => {
		expect(
			stockForecast({ pollTimes: times({ mode: 'everyDay', hour: 1, minute: 0 }), fullReadHours: 1, items: 10_000 })
				?.readsPerMonth,
		).toBe(30 + 30 * 10);
	});

	test('is none where the schedule cannot be understood', () => {
		expect(stockForecast({ pollTimes: null, fullReadHours: 24, items: 0 })).toBeNull();
	});
});

describe('a warning', () => {
	const forecastOf = (minutes: number) => {
		const forecast = stockForecast({ pollTimes: every(minutes, 'minutes'), fullReadHours: 24, items: 1_000 });
		if (forecast === null) throw new Error('That is a schedule');
		return forecast;
	};

	test('comes when a listing of eBay could change more than 250 times a day, and only where eBay is fed', () => {
		expect(scheduleWarnings(forecastOf(5), true)).toEqual([
			'This schedule may change an eBay listing 288 times a day; eBay takes 250 and refuses the rest until midnight. Poll every 10 minutes.',
		]);
		expect(scheduleWarnings(forecastOf(5), false)).toEqual([]);
		expect(scheduleWarnings(forecastOf(6), true)).toEqual([]);
	});

	test('comes when the reads of a month are more than are free', () => {
		const within = { pollsPerMonth: 500_000, readsPerMonth: 500_000, changesPerDay: 1 };
		expect(scheduleWarnings(within, true)).toEqual([]);
		expect(scheduleWarnings({ ...within, readsPerMonth: 500_001 }, false)).toEqual([
			expect.stringMatching(/about 500,001 reads in QuickBooks a month; 500,000 are free/),
		]);
	});
});
