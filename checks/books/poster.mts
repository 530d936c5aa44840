import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type {
	Answered,
	ConnectQuestion,
	OrdersAnswer,
	OrdersQuestion,
	PostQuestion,
	Question,
	RunAnswer,
} from './words.mts';

/** The product's side: it reads the channels and posts, by the core as built, over HTTP. */
const PROGRAM = fileURLToPath(new URL('./product/poster.mts', import.meta.url));

export interface Poster {
	connect(question: Omit<ConnectQuestion, 'ask'>): Promise<void>;
	orders(question: Omit<OrdersQuestion, 'ask'>): Promise<OrdersAnswer>;
	post(question: Omit<PostQuestion, 'ask'>): Promise<readonly RunAnswer[]>;
	end(): Promise<void>;
}

/** Starts the poster in a process of its own: what judges the product shares nothing with it but these messages. */
export function startPoster(): Poster {
	const child = fork(PROGRAM, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
	const ask = conversation(child);
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	return {
		connect: async (question) => {
			await ask({ ask: 'connect', ...question });
		},
		orders: async (question) => (await ask({ ask: 'orders', ...question })) as OrdersAnswer,
		post: async (question) => (await ask({ ask: 'post', ...question })) as readonly RunAnswer[],
		end: async () => {
			child.kill('SIGTERM');
			await ended;
		},
	};
}

interface Waiting {
	readonly resolve: (answer: unknown) => void;
	readonly reject: (reason: Error) => void;
}

function conversation(child: ChildProcess): (question: Question) => Promise<unknown> {
	const waiting = new Map<number, Waiting>();
	let asked = 0;
	child.on('message', (message: Answered) => {
		const one = waiting.get(message.id);
		waiting.delete(message.id);
		if ('failure' in message) one?.reject(new Error(`The poster failed: ${message.failure}`));
		else one?.resolve(message.answer);
	});
	child.once('exit', (code) => {
		for (const { reject } of waiting.values()) reject(new Error(`The poster ended with ${code ?? 'a signal'}`));
	});
	return async (question) => {
		asked += 1;
		const id = asked;
		return await new Promise((resolve, reject) => {
			waiting.set(id, { resolve, reject });
			child.send({ id, question }, (error) => {
				if (error !== null) reject(error);
			});
		});
	};
}
