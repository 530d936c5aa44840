import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { IntegrationError } from '../../../core/http/integrationError';
import { writeOnce, type WriteAnswered } from '../../../core/posting/write/writeOnce';
import { UnreadableError } from '../../../core/reading/readUnknown';

/** What befalls a call: it is answered, or the answer is lost before anything was done, or after so many entries were. */
type CallFault =
	| { readonly kind: 'answered' }
	| { readonly kind: 'lost'; readonly done: number; readonly failure: Error };

/** What befalls an entry of a call that is answered. */
type EntryFault = 'none' | 'passing' | 'notTaken' | 'refused';

interface Schedule {
	readonly writes: number;
	readonly perCall: number;
	readonly calls: readonly CallFault[];
	readonly entries: readonly EntryFault[];
	/** Whether a record that is there already is refused, as QuickBooks does where its guards are on; without them it is made twice. */
	readonly guards: boolean;
	/** Writes that an earlier run did without our knowing; only where the guards are on, since nobody looks them up before. */
	readonly doneBefore: readonly number[];
	/** Writes in whose place somebody else's record stands: they are refused as duplicates, and nothing of ours is found. */
	readonly blocked: readonly number[];
}

const failures = [
	new IntegrationError('unavailable', 'The connection was cut'),
	new IntegrationError('rateLimited', 'Too many requests'),
	new UnreadableError('BatchItemResponse', 'an answer for every entry'),
];

const callFault: fc.Arbitrary<CallFault> = fc.oneof(
	{ weight: 2, arbitrary: fc.constant({ kind: 'answered' } as const) },
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('lost' as const),
			done: fc.nat({ max: 4 }),
			failure: fc.constantFrom(...failures),
		}),
	},
);

const entryFault = fc.constantFrom<EntryFault>('none', 'none', 'none', 'passing', 'notTaken', 'refused');

const schedules: fc.Arbitrary<Schedule> = fc.record({
	writes: fc.integer({ min: 1, max: 9 }),
	perCall: fc.integer({ min: 1, max: 4 }),
	guards: fc.boolean(),
	calls: fc.array(callFault, { maxLength: 12 }),
	entries: fc.array(entryFault, { maxLength: 24 }),
	doneBefore: fc.uniqueArray(fc.nat({ max: 8 }), { maxLength: 3 }),
	blocked: fc.uniqueArray(fc.nat({ max: 8 }), { maxLength: 2 }),
});

interface Entry {
	readonly name: number;
}

/** A service that does as the schedule says, and keeps an account of it. */
function scheduledService({ writes, perCall, calls, entries, guards, doneBefore, blocked }: Schedule) {
	const all: Entry[] = Array.from({ length: writes }, (_, name) => ({ name }));
	const records: number[] = guards ? doneBefore.filter((name) => name < writes && !blocked.includes(name)) : [];
	const sent: number[] = [];
	const found = new Set<number>();
	const sentAfterFound: number[] = [];
	const unanswered = new Map<number, Error[]>();
	const answered = new Set<number>();
	const [nextCall, nextEntry] = [[...calls], [...entries]];
	const isTaken = (name: number) => guards && (records.includes(name) || blocked.includes(name));
	const answerOf = (name: number): WriteAnswered<string> | undefined => {
		if (isTaken(name)) return { result: 'doneBefore', certainty: 'doubtful' };
		const fault = nextEntry.shift() ?? 'none';
		if (fault === 'none') records.push(name);
		if (fault === 'none') return { result: 'written', certainty: 'final' };
		if (fault === 'notTaken') return undefined;
		return fault === 'passing' ? { result: 'busy', certainty: 'passing' } : { result: 'refused', certainty: 'final' };
	};
	const steps = {
		toCalls: (open: readonly Entry[]) =>
			Array.from({ length: Math.ceil(open.length / perCall) }, (_, place) =>
				open.slice(place * perCall, (place + 1) * perCall),
			),
		send: async (call: readonly Entry[]) => {
			sent.push(...call.map(({ name }) => name));
			sentAfterFound.push(...call.map(({ name }) => name).filter((name) => found.has(name)));
			const fault = nextCall.shift() ?? { kind: 'answered' };
			if (fault.kind === 'answered') {
				const answers = call.map(({ name }) => answerOf(name));
				call.forEach(({ name }, place) => answers[place] !== undefined && answered.add(name));
				return await Promise.resolve(answers);
			}
			call.slice(0, fault.done).forEach(({ name }) => isTaken(name) || records.push(name));
			call.forEach(({ name }) => unanswered.set(name, [...(unanswered.get(name) ?? []), fault.failure]));
			throw fault.failure;
		},
		find: async (unclear: readonly Entry[]) => {
			const known = unclear.map(({ name }) => name).filter((name) => records.includes(name));
			known.forEach((name) => found.add(name));
			return await Promise.resolve(known);
		},
		read: (_: Entry, answer: WriteAnswered<string> | undefined) => answer,
		isSame: ({ name }: Entry, record: number) => record === name,
		toResult: () => 'found',
		toRefusal: () => 'refused alone',
	};
	return { all, steps, records, sent, sentAfterFound, unanswered, answered, found };
}

async function run(schedule: Schedule) {
	const service = scheduledService(schedule);
	const ended = await writeOnce(service.all, service.steps).then(
		(results) => ({ results, failure: null }),
		(failure: unknown) => ({ results: null, failure }),
	);
	return { ...service, ...ended };
}

const timesIn = (list: readonly number[], name: number) => list.filter((one) => one === name).length;

describe('What is written once, whatever befalls the calls', () => {
	test('stands there at most once', async () => {
		await fc.assert(
			fc.asyncProperty(schedules, async (schedule) => {
				const { records } = await run(schedule);
				expect(records).toEqual([...new Set(records)]);
			}),
		);
	});

	test('is not sent again once it was found, and never more than three times', async () => {
		await fc.assert(
			fc.asyncProperty(schedules, async (schedule) => {
				const { all, sent, sentAfterFound } = await run(schedule);
				expect(sentAfterFound).toEqual([]);
				expect(Math.max(...all.map(({ name }) => timesIn(sent, name)))).toBeLessThanOrEqual(3);
			}),
		);
	});

	test('has a result that is true of the records', async () => {
		await fc.assert(
			fc.asyncProperty(schedules, async (schedule) => {
				const { all, records, results, found } = await run(schedule);
				if (results === null) return;
				for (const write of all) {
					const result = results.get(write);
					expect(['written', 'found'].includes(result ?? '')).toBe(records.includes(write.name));
					if (found.has(write.name)) expect(result).toBe('found');
				}
			}),
		);
	});

	test('has a result, or the failure of the wire is thrown; no result stands only for what was answered and not taken', async () => {
		await fc.assert(
			fc.asyncProperty(schedules, async (schedule) => {
				const { all, results, failure, unanswered, found, answered } = await run(schedule);
				const unknown = all.filter(({ name }) => !answered.has(name) && !found.has(name));
				const doubted = schedule.guards
					? schedule.blocked.filter((name) => answered.has(name) && unanswered.has(name))
					: [];
				const thrown = [...unanswered.values()].flat();
				if (results === null) {
					expect(thrown).toContain(failure);
					expect([...unknown, ...doubted]).not.toEqual([]);
				} else {
					expect(doubted).toEqual([]);
					const without = all.filter((write) => !results.has(write));
					expect(without).toEqual(unknown);
					if (without.length > 0) expect(thrown).toEqual([]);
				}
			}),
		);
	});
});

/** A service of which every call is answered like this. */
const always = (send: () => Promise<Array<WriteAnswered<string> | undefined>>, found: readonly string[] = []) => {
	const asked: string[] = [];
	return {
		asked,
		steps: {
			toCalls: (writes: readonly string[]) => writes.map((write) => [write]),
			send: async () => {
				asked.push('send');
				return await send();
			},
			find: async () => {
				asked.push('find');
				return await Promise.resolve(found);
			},
			read: (_: string, answer: WriteAnswered<string> | undefined) => answer,
			isSame: (write: string, record: string) => write === record,
			toResult: () => 'found',
			toRefusal: () => 'refused alone',
		},
	};
};

describe('One write', () => {
	const lost = new IntegrationError('unavailable', 'The connection was cut');

	test('that is never answered is sent and looked up three times, then the failure is thrown', async () => {
		const { steps, asked } = always(async () => await Promise.reject(lost));
		await expect(writeOnce(['a'], steps)).rejects.toBe(lost);
		expect(asked).toEqual(['send', 'find', 'send', 'find', 'send', 'find']);
	});

	test('whose answer was lost after it was done is found, and not sent again', async () => {
		const { steps, asked } = always(async () => await Promise.reject(lost), ['a']);
		expect(await writeOnce(['a'], steps)).toEqual(new Map([['a', 'found']]));
		expect(asked).toEqual(['send', 'find']);
	});

	test('that is answered for good is not looked up', async () => {
		const { steps, asked } = always(async () => await Promise.resolve([{ result: 'done', certainty: 'final' }]));
		expect(await writeOnce(['a'], steps)).toEqual(new Map([['a', 'done']]));
		expect(asked).toEqual(['send']);
	});

	test('that was done before is looked up and not sent again', async () => {
		const { steps, asked } = always(async () => await Promise.resolve([{ result: 'taken', certainty: 'doubtful' }]));
		expect(await writeOnce(['a'], steps)).toEqual(new Map([['a', 'taken']]));
		expect(asked).toEqual(['send', 'find']);
	});

	test('that is refused for a passing reason three times keeps the refusal', async () => {
		const { steps, asked } = always(async () => await Promise.resolve([{ result: 'busy', certainty: 'passing' }]));
		expect(await writeOnce(['a'], steps)).toEqual(new Map([['a', 'busy']]));
		expect(asked.filter((call) => call === 'send')).toHaveLength(3);
	});

	test('that is doubtful after its answer was lost, and not found, makes the failure thrown: it may be there and not be shown yet', async () => {
		const answers = [
			async () => await Promise.reject(lost),
			async () => [{ result: '600', certainty: 'doubtful' } as const],
		];
		const { steps, asked } = always(
			async () => await (answers.shift()?.() ?? Promise.reject(new Error('asked too often'))),
		);
		await expect(writeOnce(['a'], steps)).rejects.toBe(lost);
		expect(asked).toEqual(['send', 'find', 'send', 'find']);
	});

	test('whose answer cannot be read ends it: something was done, so nothing is looked up or sent again', async () => {
		const unreadable = new UnreadableError('Payment.Id', 'text');
		const { steps, asked } = always(async () => await Promise.resolve([{ result: 'done', certainty: 'final' }]));
		const read = () => {
			throw unreadable;
		};
		await expect(writeOnce(['a', 'b'], { ...steps, read })).rejects.toBe(unreadable);
		expect(asked).toEqual(['send']);
	});

	test('whose failure no repetition can mend is not tried again', async () => {
		const refused = new IntegrationError('notAuthorised', 'Reconnect');
		const { steps, asked } = always(async () => await Promise.reject(refused));
		await expect(writeOnce(['a'], steps)).rejects.toBe(refused);
		expect(asked).toEqual(['send']);
	});

	test('of none nothing is asked', async () => {
		const { steps, asked } = always(async () => await Promise.reject(lost));
		expect(await writeOnce([], steps)).toEqual(new Map());
		expect(asked).toEqual([]);
	});
});

/** A service that refuses every call as a whole that holds one of these; it keeps what it took, and the sizes of its calls. */
function choosyService(culprits: readonly number[], failure: Error) {
	const [taken, sizes]: [number[], number[]] = [[], []];
	return {
		taken,
		sizes,
		steps: {
			toCalls: (open: readonly number[]) => (open.length === 0 ? [] : [open]),
			send: async (call: readonly number[]) => {
				sizes.push(call.length);
				if (call.some((write) => culprits.includes(write))) throw failure;
				taken.push(...call);
				return await Promise.resolve(
					call.map((): WriteAnswered<string> => ({ result: 'written', certainty: 'final' })),
				);
			},
			find: async () => await Promise.resolve(taken),
			read: (_: number, answer: WriteAnswered<string> | undefined) => answer,
			isSame: (write: number, record: number) => write === record,
			toResult: () => 'found',
			toRefusal: () => 'refused alone',
		},
	};
}

const thirty = Array.from({ length: 30 }, (_, place) => place);
const ownError = new IntegrationError('unavailable', 'QuickBooks answered 500', { status: 500, headers: {}, body: {} });
const unread = new IntegrationError('rejected', 'QuickBooks refused the batch');

describe('A call that is refused as a whole', () => {
	test.each([
		['an error of its own', ownError],
		['a request that it cannot read', unread],
	])('as %s: all others are written, and what is to blame has its refusal', async (_, failure) => {
		await fc.assert(
			fc.asyncProperty(fc.uniqueArray(fc.nat({ max: 29 }), { minLength: 1, maxLength: 4 }), async (culprits) => {
				const { taken, steps } = choosyService(culprits, failure);
				const results = await writeOnce(thirty, steps);
				expect(thirty.filter((write) => results.get(write) === 'refused alone')).toEqual(
					[...culprits].sort((a, b) => a - b),
				);
				expect([...taken].sort((a, b) => a - b)).toEqual(thirty.filter((write) => !culprits.includes(write)));
			}),
		);
	});

	test('is halved until one write is alone, which is sent three times', async () => {
		const { sizes, steps } = choosyService([0], ownError);
		await writeOnce(thirty, steps);
		expect(sizes).toEqual([30, 15, 15, 8, 7, 4, 4, 2, 2, 1, 1, 1, 1]);
	});

	test('is not sent piece by piece where QuickBooks takes nothing at all', async () => {
		const { sizes, steps } = choosyService(thirty, ownError);
		const results = await writeOnce(thirty, steps);
		expect([...new Set(results.values())]).toEqual(['refused alone']);
		expect(results.size).toBe(30);
		expect(sizes.filter((size) => size === 1)).toHaveLength(3);
	});

	test('is still thrown where QuickBooks cannot be reached', async () => {
		const gateway = new IntegrationError('unavailable', 'Bad gateway', { status: 502, headers: {}, body: {} });
		await expect(writeOnce(thirty, choosyService([3], gateway).steps)).rejects.toBe(gateway);
	});
});
