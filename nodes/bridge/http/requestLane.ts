import type { HttpPort } from '../../../core/http/httpPort';
import { serialQueue } from '../../../core/http/serialQueue';

/** The queues of this process. They save costs and guarantee nothing, since other processes have their own. */
const inTurn = serialQueue();

/** A port that sends the requests of one lane one at a time, in the order in which they were asked for. */
export function oneAtATime(lane: string, http: HttpPort): HttpPort {
	return async (request) => await inTurn(lane, async () => await http(request));
}
