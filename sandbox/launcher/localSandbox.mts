import { basename, join } from 'node:path';
import axios from 'axios';
import type { Services } from '../services.mts';
import { portsFrom, urlOf, type Ports } from './addresses.mts';
import { logFolder } from './bootstrap/folders.mjs';
import { buildPackage, installPackage } from './builtPackage.mts';
import { credentialDrafts } from './credentialDrafts.mts';
import { openDataFolder, type DataPlace } from './dataFolder.mts';
import { withFastPolls } from './fastPolls.mts';
import { startKeptServices } from './keptServices.mts';
import { hostN8n, type N8nHost } from './n8nHost.mts';
import { requireFreePorts } from './ports.mts';
import { provision, type Provisioned } from './provision.mts';
import { serveSupervisor } from './supervisor.mts';
import { readTemplates, type Template } from './templates.mts';

export interface LocalSandbox extends Provisioned {
	readonly ports: Ports;
	readonly services: Services;
	readonly n8n: N8nHost;
}

/** What has to be undone, latest first, however far the start got. */
export interface Undo {
	add(step: () => Promise<void>): void;
}

/** Brings everything up: services, the package in a real n8n, credentials, templates, the supervisor's interface. */
export async function openSandbox(place: DataPlace, undo: Undo): Promise<LocalSandbox> {
	const { dataFolder, portBase, clockAhead = 0 } = place;
	const ports = portsFrom(portBase);
	await requireFreePorts(ports);
	await openDataFolder(place);
	const userFolder = join(dataFolder, 'n8n');
	const services = await startKeptServices(place, undo);
	if (clockAhead > 0) await advanceClocks(services, clockAhead);
	await installPackage(await buildPackage(), userFolder);
	const n8n = hostN8n(
		{ userFolder, port: ports.n8n, taskBrokerPort: ports.n8nTaskBroker, clockAhead },
		join(logFolder, `${basename(dataFolder)}-n8n.log`),
	);
	undo.add(async () => await n8n.stop());
	console.log('  starting n8n ... (about half a minute)');
	await n8n.start();
	const provisioned = await provision(urlOf(ports.n8n), credentialDrafts(services), {
		record: join(dataFolder, 'workflows.json'),
		templates: templatesFor(place),
	});
	const sandbox = { ...provisioned, ports, services, n8n };
	undo.add(await serveSupervisor(sandbox));
	return sandbox;
}

/** Before n8n gets its first token. */
async function advanceClocks(services: Services, advance: number): Promise<void> {
	for (const { url } of Object.values(services))
		await axios.post(`${url}/control/clock`, { advance }, { proxy: false });
}

function templatesFor({ fastPolls = false, bare = false }: DataPlace): Template[] {
	const shipped = bare ? [] : readTemplates();
	return fastPolls ? shipped.map(({ file, draft }) => ({ file, draft: withFastPolls(draft) })) : shipped;
}
