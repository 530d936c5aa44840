/** A fault that is laid over the service: it hits requests that match, `times` times. */
export interface Fault {
	readonly method?: string;
	/** A regular expression on the path with its query. */
	readonly path?: string;
	/** A regular expression on the body of the reply: the work is done, and only a reply that matches is hit. */
	readonly reply?: string;
	/** Answer with this status, body and headers instead of working. */
	readonly status?: number;
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
	/** Cut the connection: before the service has done anything, or after it has committed. */
	readonly reset?: 'before' | 'after';
	/** Wait so long before doing anything, milliseconds. */
	readonly delay?: number;
	/** Work as ever, and send the body in so many pieces with so long a pause before each, milliseconds. */
	readonly drip?: { readonly pieces: number; readonly pause: number };
	/** Work as ever, and replace each match of a regular expression in the body by a text. */
	readonly rewrite?: { readonly from: string; readonly to: string };
	/** How many requests it hits; without it every one until it is cleared. */
	readonly times?: number;
}

interface LaidFault {
	readonly fault: Fault;
	left: number;
}

export class Faults {
	#laid: LaidFault[] = [];

	lay(fault: Fault): void {
		this.#laid.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
	}

	clear(): void {
		this.#laid = [];
	}

	/** The first fault that hits a request before its reply is known, used up by one. */
	next(method: string, url: string): Fault | undefined {
		return this.#use(({ reply }) => reply === undefined, method, url);
	}

	/** The first fault that hits this reply, used up by one. */
	nextForReply(method: string, url: string, body: string): Fault | undefined {
		return this.#use(({ reply }) => reply !== undefined && new RegExp(reply).test(body), method, url);
	}

	#use(isMeant: (fault: Fault) => boolean, method: string, url: string): Fault | undefined {
		const hit = this.#laid.find(({ fault, left }) => left > 0 && isMeant(fault) && matches(fault, method, url));
		if (hit === undefined) return undefined;
		hit.left -= 1;
		return hit.fault;
	}
}

function matches(fault: Fault, method: string, url: string): boolean {
	const methodFits = fault.method === undefined || fault.method.toUpperCase() === method.toUpperCase();
	return methodFits && (fault.path === undefined || new RegExp(fault.path).test(url));
}
