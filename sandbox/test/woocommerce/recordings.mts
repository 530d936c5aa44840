import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../recorded/woocommerce/', import.meta.url);

/** A request to a real shop and what it answered. */
export interface Exchange {
	/** "049-batch-mixed-errors" */
	readonly name: string;
	readonly request: {
		readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
		readonly url: string;
		readonly body?: object;
	};
	readonly response: {
		readonly status: number;
		readonly headers: Readonly<Record<string, string>>;
		readonly body: unknown;
	};
}

/** What a real shop sent to a webhook's address: nothing that a server could be asked. */
export interface Delivery {
	readonly name: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

const recordings = readdirSync(folder)
	.sort()
	.map(
		(file) =>
			({ name: file.replace('.json', ''), ...JSON.parse(readFileSync(new URL(file, folder), 'utf8')) }) as {
				name: string;
			},
	);

export const exchanges = recordings.filter((recording): recording is Exchange => 'request' in recording);
export const deliveries = recordings.filter((recording): recording is Delivery => !('request' in recording));

export function exchange(number: string): Exchange {
	const found = exchanges.find(({ name }) => name.startsWith(`${number}-`));
	if (found === undefined) throw new Error(`no recording ${number}`);
	return found;
}
