import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type {
	ResponseMessage,
	ConnectRequest,
	OrdersResponse,
	OrdersRequest,
	PostRequest,
	ProductRequest,
	RunResult,
} from './protocol.mts';

/** The product's side: it reads the channels and posts, by the core as built, over HTTP. */
const PROGRAM = fileURLToPath(new URL('./product/main.mts', import.meta.url));

export interface ProductProcess {
	connect(request: Omit<ConnectRequest, 'type'>): Promise<void>;
	orders(request: Omit<OrdersRequest, 'type'>): Promise<OrdersResponse>;
	post(request: Omit<PostRequest, 'type'>): Promise<readonly RunResult[]>;
	end(): Promise<void>;
}

/** Starts the product in a process of its own. The judge shares nothing with it but these messages. */
export function startProduct(): ProductProcess {
	const child = fork(PROGRAM, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
	const send = conversation(child);
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	return {
		connect: async (request) => {
			await send({ type: 'connect', ...request });
		},
		orders: async (request) => (await send({ type: 'orders', ...request })) as OrdersResponse,
		post: async (request) => (await send({ type: 'post', ...request })) as readonly RunResult[],
		end: async () => {
			child.kill('SIGTERM');
			await ended;
		},
	};
}

interface Waiting {
	readonly resolve: (response: unknown) => void;
	readonly reject: (reason: Error) => void;
}

function conversation(child: ChildProcess): (request: ProductRequest) => Promise<unknown> {
	const waiting = new Map<number, Waiting>();
	let asked = 0;
	child.on('message', (message: ResponseMessage) => {
		const one = waiting.get(message.id);
		waiting.delete(message.id);
		if ('failure' in message) one?.reject(new Error(`The product's side failed: ${message.failure}`));
		else one?.resolve(message.response);
	});
	child.once('exit', (code) => {
		for (const { reject } of waiting.values()) reject(new Error(`The product's side ended with ${code ?? 'a signal'}`));
	});
	return async (request) => {
		asked += 1;
		const id = asked;
		return await new Promise((resolve, reject) => {
			waiting.set(id, { resolve, reject });
			child.send({ id, request }, (error) => {
				if (error !== null) reject(error);
			});
		});
	};
}
