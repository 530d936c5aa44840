import type { HttpPort } from '../../../core/http/httpPort';
import { turns } from '../../../core/http/turns';

/** It lives as long as the process: a cost saver, never a guarantee. */
const inTurn = turns();

/** Lets the requests of one lane through in the order asked, each after the one before has come to an end. */
export function oneAtATime(lane: string, http: HttpPort): HttpPort {
	return async (request) => await inTurn(lane, async () => await http(request));
}
