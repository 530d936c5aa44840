import axios from 'axios';

/** The address of test/jestSetup/wire.mjs. */
declare const wire: string;
declare const otherWire: string;

export interface WireReply {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/** Send so many bytes instead of a body. */
	readonly filler?: number;
	/** Milliseconds before the reply. */
	readonly delay?: number;
	/** Close the connection instead of replying. */
	readonly cut?: true;
	/** Send this part of a body and close the connection. */
	readonly cutAfter?: string;
	/** Send this again and again until the connection is closed. */
	readonly endless?: string;
}

export interface WireRequest {
	readonly method: string;
	readonly query: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	readonly at: number;
	readonly answeredAt?: number;
	/** Bytes of an endless body that were taken. */
	readonly sent?: number;
}

/** A path of its own on a real local server that answers with these replies, in order, and 599 to anything more. */
export async function scriptedWire(...replies: WireReply[]) {
	return await scriptedWireAt(`/${Math.random().toString(36).slice(2)}`, ...replies);
}

/** A host that answers whatever is asked of it with one reply. */
export async function standingWire(reply: WireReply, path = `/${Math.random().toString(36).slice(2)}`) {
	await axios.post(`${wire}/script`, { path, replies: [reply], isStanding: true });
	return { path, url: `${wire}${path}` };
}

/** The same at a path that is given. */
export async function scriptedWireAt(path: string, ...replies: WireReply[]) {
	await axios.post(`${wire}/script`, { path, replies });
	return {
		path,
		url: `${wire}${path}`,
		/** The same path on another host. */
		elsewhere: `${otherWire}${path}`,
		asked: async () => (await axios.get<WireRequest[]>(`${wire}/asked`, { params: { path } })).data,
	};
}
