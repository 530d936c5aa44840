import type { HttpPort } from '../../core/http/httpPort';

/** The end of each lane's queue. It lives as long as the process: a cost saver, never a guarantee. */
const lanes = new Map<string, Promise<unknown>>();

/** Lets the requests of one lane through in the order asked, each after the one before has come to an end. */
export function oneAtATime(lane: string, http: HttpPort): HttpPort {
	return async (request) => {
		const before = lanes.get(lane) ?? Promise.resolve();
		const mine = before.then(async () => await http(request));
		const settled = mine.then(
			() => undefined,
			() => undefined,
		);
		lanes.set(lane, settled);
		void settled.then(() => leave(lane, settled));
		return await mine;
	};
}

function leave(lane: string, settled: Promise<unknown>): void {
	if (lanes.get(lane) === settled) lanes.delete(lane);
}
