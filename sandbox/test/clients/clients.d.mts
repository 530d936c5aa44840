declare module 'node-bigcommerce' {
	import type { Agent } from 'node:https';

	/** Whatever the store answers; '' where it answers nothing. */
	type Answer = ReturnType<typeof JSON.parse>;

	export default class BigCommerce {
		constructor(config: {
			readonly storeHash: string;
			readonly accessToken: string;
			readonly clientId?: string;
			readonly responseType?: 'json' | 'xml';
			readonly apiVersion?: 'v2' | 'v3';
			readonly agent?: Agent;
		});
		get(path: string): Promise<Answer>;
		post(path: string, body: object): Promise<Answer>;
		put(path: string, body: object): Promise<Answer>;
		delete(path: string): Promise<Answer>;
	}
}
