import axios from 'axios';

/** What can be done and seen behind a service's API. */
export interface Control {
	get<T>(path: string): Promise<T>;
	post<T>(path: string, body?: object): Promise<T>;
	remove(path: string): Promise<void>;
}

/** The service said that this cannot be. */
export class Refused extends Error {}

/** @throws Refused with the service's own words. */
export function controlOf(url: string): Control {
	const ask = async <T,>(method: 'GET' | 'POST' | 'DELETE', path: string, data?: object): Promise<T> => {
		const reply = await axios.request<T>({
			method,
			url: `${url}/control/${path}`,
			data,
			proxy: false,
			validateStatus: () => true,
		});
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
