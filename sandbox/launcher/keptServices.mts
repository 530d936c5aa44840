import { join } from 'node:path';
import { keepSnapshot, SnapshotUnusable } from '../kit/snapshot.mts';
import { startServices, statesOf, stopServices, type Services } from '../services.mts';
import { host } from './addresses.mts';
import { Problem } from './bootstrap/problem.mjs';
import type { DataPlace } from './dataFolder.mts';
import type { Undo } from './localSandbox.mts';

/** The services as they were left, and from now on written down in the data folder. Throws Problem when what lies there cannot be taken over. */
export async function startKeptServices(
	{ dataFolder, portBase, size }: Pick<DataPlace, 'dataFolder' | 'portBase' | 'size'>,
	undo: Undo,
): Promise<Services> {
	const snapshot = join(dataFolder, 'services.snapshot');
	const services = await startServices({ host, portBase, snapshot, ...(size === undefined ? {} : { size }) }).catch(
		(error: unknown) => {
			throw error instanceof SnapshotUnusable
				? new Problem(`${error.message} Begin anew with: npm start -- --fresh`)
				: error;
		},
	);
	const endKeeping = keepSnapshot(snapshot, statesOf(services));
	undo.add(async () => {
		await stopServices(services);
		endKeeping();
	});
	return services;
}
