import { setTimeout as sleep } from 'node:timers/promises';
import axios, { type AxiosResponse } from 'axios';

/** What can be done and seen behind a service's API. */
export interface Control {
	get<T>(path: string): Promise<T>;
	post<T>(path: string, body?: object): Promise<T>;
	remove(path: string): Promise<void>;
}

/** The service said that this cannot be. */
export class Refused extends Error {}

/** How often a service is asked that has had too many requests; the first wait without a word of its own, milliseconds, doubled each time. */
const TRIES = 8;
const FIRST_WAIT = 250;

/** Waits and asks again while the service says that it has had too many requests. @throws Refused with the service's own words. */
export function controlOf(url: string): Control {
	const ask = async <T,>(method: 'GET' | 'POST' | 'DELETE', path: string, data?: object): Promise<T> => {
		const reply = await patiently(
			async () =>
				await axios.request<T>({
					method,
					url: `${url}/control/${path}`,
					data,
					proxy: false,
					validateStatus: () => true,
				}),
		);
		if (reply.status >= 300)
			throw new Refused(
				`${method} /control/${path} ${JSON.stringify(data ?? {})}: ${reply.status} ${JSON.stringify(reply.data)}`,
			);
		return reply.data;
	};
	return {
		get: async <T,>(path: string) => await ask<T>('GET', path),
		post: async <T,>(path: string, body: object = {}) => await ask<T>('POST', path, body),
		remove: async (path) => {
			await ask('DELETE', path);
		},
	};
}

async function patiently<T>(send: () => Promise<AxiosResponse<T>>): Promise<AxiosResponse<T>> {
	for (let attempt = 1; ; attempt++) {
		const reply = await send();
		if (reply.status !== 429 || attempt === TRIES) return reply;
		const asked = Number(reply.headers['retry-after']) * 1000;
		await sleep(Number.isFinite(asked) ? asked : FIRST_WAIT * 2 ** (attempt - 1));
	}
}
