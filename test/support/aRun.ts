import type { PushRun } from '../../core/pushing/pushRun';

let nodes = 0;

/** A run of a node of its own, that a schedule or a trigger started unless said otherwise. */
export function aRun(changes: Partial<PushRun> = {}): PushRun {
	return { node: `node ${(nodes += 1)}`, workflow: 'w', isManual: false, account: 'shop', ...changes };
}
