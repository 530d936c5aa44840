/**
 * Stands between the runner and a step: it leads a process group of its own, in which the step and what it starts live, ends with the
 * step's exit code, and ends the group when the runner is gone, however it went. Arguments: the milliseconds that the group gets to end
 * by itself, then the command.
 */
import { spawn } from 'node:child_process';

const [grace, command, ...args] = process.argv.slice(2);
// Who ends the group signals the step as well; the guard stays until the step is over.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
process.once('disconnect', endGroup);
const step = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
step.once('error', (error) => leave(String(error)));
step.once('exit', (code, signal) => leave(signal === null ? '' : `ended by ${signal}`, code ?? 1));

function leave(reason, code = 1) {
	if (reason !== '') console.error(`${command}: ${reason}`);
	process.exit(code);
}

function endGroup() {
	process.kill(-process.pid, 'SIGTERM');
	setTimeout(() => process.kill(-process.pid, 'SIGKILL'), Number(grace)).unref();
}
