import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, lstatSync, mkdirSync, openSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import axios from 'axios';
import { urlOf } from './addresses.mts';
import { dotFolder, node24 } from './bootstrap/folders.mjs';
import { Problem } from './bootstrap/problem.mjs';
import { n8nEnvironment, type N8nPlace } from './n8nEnvironment.mts';
import { portBecomesFree } from './ports.mts';

const guard = join(import.meta.dirname, 'guard.mts');
const n8nCommand = join(dotFolder, 'n8n/node_modules/n8n/bin/n8n');
const startDeadline = 240_000;
/** n8n's own graceful shutdown is set to 10 s; a little more before it is killed. */
const stopGrace = 15_000;

export interface N8nHost {
	isRunning(): boolean;
	/** Starts n8n and waits until it answers. */
	start(): Promise<void>;
	/** Asks it to end, kills it after a grace period; whole process group. */
	stop(): Promise<void>;
	/** SIGKILL to the whole process group; waits until it is gone. */
	kill(): Promise<void>;
	/** The log from a byte on. */
	readLog(since: number): { readonly text: string; readonly next: number };
	/** Called when n8n ends without having been told to. */
	onUnexpectedEnd(listener: () => void): void;
}

export function hostN8n(place: N8nPlace, logFile: string): N8nHost {
	let running: ChildProcess | undefined;
	let expectedEnd = false;
	let unexpectedEnd = (): void => {};

	async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		expectedEnd = true;
		if (running?.pid !== undefined) {
			const ended = once(running, 'exit');
			process.kill(signal === 'SIGKILL' ? -running.pid : running.pid, signal);
			await ended;
		}
		if (await portBecomesFree(place.port, stopGrace + 5_000)) return;
		throw new Error(`n8n still listens on port ${place.port} after ${signal}`);
	}

	return {
		isRunning: () => running !== undefined,
		async start() {
			if (running !== undefined) return;
			expectedEnd = false;
			const child = spawnGuarded(place, logFile);
			running = child;
			child.once('exit', () => {
				running = undefined;
				if (!expectedEnd) unexpectedEnd();
			});
			await becomesReady(place.port, () => running === child, logFile);
		},
		stop: async () => await end('SIGTERM'),
		kill: async () => await end('SIGKILL'),
		readLog(since) {
			const log = readFileSync(logFile);
			return { text: log.subarray(since).toString('utf8'), next: log.length };
		},
		onUnexpectedEnd(listener) {
			unexpectedEnd = listener;
		},
	};
}

function spawnGuarded(place: N8nPlace, logFile: string): ChildProcess {
	mkdirSync(dirname(logFile), { recursive: true });
	linkCache(place.userFolder);
	const log = openSync(logFile, 'a');
	const child = spawn(node24, [guard, String(stopGrace), node24, n8nCommand, 'start'], {
		cwd: place.userFolder,
		detached: true,
		env: n8nEnvironment(place),
		stdio: ['ignore', log, log, 'ipc'],
	});
	closeSync(log);
	return child;
}

/**
 * n8n copies its editor's scripts into `.cache` of the user folder at every start, thousands of files. Linters walk through every folder
 * of a checkout but those called node_modules, and follow no links.
 */
function linkCache(userFolder: string): void {
	const cache = join(userFolder, '.cache');
	if (lstatSync(cache, { throwIfNoEntry: false })?.isSymbolicLink() === true) return;
	const place = join(dotFolder, 'node_modules/.cache', basename(dirname(userFolder)));
	for (const old of [cache, place]) rmSync(old, { recursive: true, force: true });
	mkdirSync(place, { recursive: true });
	symlinkSync(place, cache, 'dir');
}

/** Ready is: the health check says so, and the REST interface behind it answers as itself. */
async function becomesReady(port: number, isAlive: () => boolean, logFile: string): Promise<void> {
	const begun = Date.now();
	while (Date.now() < begun + startDeadline) {
		if (!isAlive()) throw new Problem(`n8n ended while it started; its last words are in ${logFile}.`);
		if ((await answers(port, '/healthz/readiness', [200])) && (await answers(port, '/rest/login', [200, 401]))) return;
		await wait(500);
	}
	throw new Problem(`n8n did not get ready within ${startDeadline / 1000} s; see ${logFile}.`);
}

async function answers(port: number, path: string, statuses: readonly number[]): Promise<boolean> {
	const reply = axios.get(urlOf(port) + path, { proxy: false, timeout: 5_000, validateStatus: () => true });
	return await reply.then(
		({ status }) => statuses.includes(status),
		() => false,
	);
}
