import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Does a job while no other process does one under the same lock file. What a process left behind that is gone does not count.
 * @template T
 * @param {string} lock
 * @param {() => Promise<T>} job
 * @param {{ onWait?: () => void }} [telling]
 * @returns {Promise<T>}
 */
export async function alone(lock, job, { onWait = () => {} } = {}) {
	mkdirSync(dirname(lock), { recursive: true });
	for (let waits = 0; !take(lock); waits++) {
		if (waits === 0) onWait();
		await wait(500);
	}
	try {
		return await job();
	} finally {
		rmSync(lock, { force: true });
	}
}

function take(lock) {
	try {
		writeFileSync(lock, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
	}
	if (isHeld(lock)) return false;
	rmSync(lock, { force: true });
	return false;
}

function isHeld(lock) {
	try {
		return process.kill(Number(readFileSync(lock, 'utf8')), 0);
	} catch (error) {
		// Its holder is gone. What was given back since (ENOENT) is asked for again.
		return error.code !== 'ESRCH';
	}
}
