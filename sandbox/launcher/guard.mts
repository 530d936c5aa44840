/**
 * Stands between the launcher and n8n: it leads a process group of its own, in which n8n and its task runners live,
 * and ends the whole group when n8n ends or when the launcher is gone, however it went.
 * Arguments: the milliseconds that n8n gets to end by itself, then the command.
 */
import { spawn } from 'node:child_process';

const [grace = '0', command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, endSoon);
process.once('disconnect', endSoon);
child.once('error', endNow);
child.once('exit', endNow);

function endSoon(): void {
	child.kill('SIGTERM');
	setTimeout(endNow, Number(grace)).unref();
}

function endNow(): void {
	process.kill(-process.pid, 'SIGKILL');
}
