import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { portsFrom } from './addresses.mts';
import type { CatalogueSize } from '../catalogue/generated.mts';
import { Problem } from './bootstrap/problem.mjs';
import { isFree } from './ports.mts';

export interface DataPlace {
	readonly dataFolder: string;
	readonly portBase: number;
	/** Begin with empty data. */
	readonly fresh: boolean;
	/** Poll times of the templates that are brought in: six a minute in place of what they ship with. */
	readonly fastPolls?: boolean;
	/** No template is brought in. */
	readonly bare?: boolean;
	/** By how many milliseconds the clocks of n8n and of all services are ahead of the machine's. */
	readonly clockAhead?: number;
	/** Articles of all services beside those of the catalogue; data that is there keeps its own. */
	readonly size?: CatalogueSize;
}

/** @throws Problem when a sandbox on other ports works with the same data: two n8n would share one database. */
export async function openDataFolder({ dataFolder, portBase, fresh }: DataPlace): Promise<void> {
	const claim = `${dataFolder}.ports`;
	const claimed = existsSync(claim) ? Number(readFileSync(claim, 'utf8')) : portBase;
	if (claimed !== portBase && !(await isFree(portsFrom(claimed).quickbooks))) {
		throw new Problem(
			`The data in ${dataFolder} is in use by a sandbox on the ports from ${claimed} on. Stop that one first.`,
		);
	}
	mkdirSync(dirname(claim), { recursive: true });
	writeFileSync(claim, String(portBase));
	if (fresh) rmSync(dataFolder, { recursive: true, force: true });
	mkdirSync(dataFolder, { recursive: true });
}
