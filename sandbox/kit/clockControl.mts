import type { FastifyInstance } from 'fastify';
import type { Clock } from './clock.mts';

interface ShownClock {
	/** ISO time with milliseconds. */
	readonly now: string;
	/** Milliseconds. */
	readonly ahead: number;
}

/** Lets tests read the service's clock and move it forward; sandbox/CONTROL.md tells the body. */
export function addClockControl(app: FastifyInstance, clock: Clock): void {
	const show = (): ShownClock => ({ now: new Date(clock.now()).toISOString(), ahead: clock.ahead() });
	app.get('/clock', async () => show());
	app.post('/clock', async ({ body }, reply) => {
		try {
			clock.advance(readAdvance(body));
			return show();
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
			return await reply.code(400).send({ reason: error.message });
		}
	});
}

/** Throws RangeError unless the body is `{ advance: number }` and nothing else. */
function readAdvance(body: unknown): number {
	const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
	const [name, value] = fields[0] ?? [];
	if (fields.length !== 1 || name !== 'advance' || typeof value !== 'number')
		throw new RangeError('The body is { "advance": milliseconds } and nothing else');
	return value;
}
