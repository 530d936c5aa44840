import { parseArgs } from 'node:util';
import { generatedArticles, type CatalogueSize } from './catalogue/generated.mts';
import type { Article } from './catalogue/shop.mts';
import { createBigCommerce } from './bigcommerce/bigCommerceService.mts';
import { createEbay } from './ebay/ebayService.mts';
import { loadSnapshot, type States } from './kit/snapshot.mts';
import { portBaseOf } from './launcher/portPlan.mts';
import { createQuickBooks } from './quickbooks/quickBooksService.mts';
import { seedShop } from './woocommerce/seed/shop.mts';
import { createWooCommerce } from './woocommerce/wooCommerceService.mts';

const DEFAULT_HOST = '127.0.0.1';

export interface ServicesOptions {
	readonly host: string;
	readonly portBase: number;
	/** Where an earlier process has kept what the services knew. */
	readonly snapshot?: string;
	/** The services to start; all of them unless said. */
	readonly names?: readonly ServiceName[];
	/** How many articles all of them have beside those of the catalogue; none unless said. */
	readonly size?: CatalogueSize;
}

/** The four services; those that were not asked for are there as well and not started. */
export type Services = ReturnType<typeof createServices>;
export type ServiceName = keyof Services;

/** A port that something else listens on. */
export class PortTakenError extends Error {
	constructor(name: ServiceName, port: number, cause: unknown) {
		super(`Port ${port} is taken, so ${name} cannot start. Stop what listens there, or choose other ports.`, { cause });
	}
}

/** The four services with the ports that belong to them: portBase + 1 QuickBooks, + 2 and + 3 WooCommerce (as behind TLS, plain), + 4 BigCommerce, + 5 eBay. `more` are articles beside those of the catalogue. */
export function createServices(host: string, portBase: number, more: readonly Article[] = []) {
	return {
		quickbooks: createQuickBooks({ host, port: portBase + 1, more }),
		woocommerce: createWooCommerce({
			host,
			port: portBase + 2,
			plainPort: portBase + 3,
			seed: (server) => seedShop(server, more),
		}),
		bigcommerce: createBigCommerce({ host, port: portBase + 4, more }),
		ebay: createEbay({ host, port: portBase + 5, more }),
	};
}

/** Creates the four services and starts them. Throws PortTakenError or SnapshotUnusable; then none of them runs. */
export async function startServices({ host, portBase, snapshot, names, size }: ServicesOptions): Promise<Services> {
	const services = createServices(host, portBase, size === undefined ? [] : generatedArticles(size));
	if (snapshot !== undefined) loadSnapshot(snapshot, statesOf(services));
	for (const name of namesOf(services, names)) {
		await services[name].start().catch(async (error: unknown) => {
			await stopServices(services);
			throw portTaken(name, error) ?? error;
		});
	}
	return services;
}

/** The data of all services, as a snapshot keeps it. */
export function statesOf(services: Services): States {
	return Object.fromEntries(Object.entries(services).map(([name, { state }]) => [name, state]));
}

/** Stops those that run. */
export async function stopServices(services: Services): Promise<void> {
	await Promise.all(namesOf(services).map(async (name) => await services[name].stop()));
}

function namesOf(
	services: Services,
	names: readonly ServiceName[] = Object.keys(services) as ServiceName[],
): readonly ServiceName[] {
	return names;
}

function portTaken(name: ServiceName, error: unknown): PortTakenError | null {
	const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
	return taken ? new PortTakenError(name, 'port' in error ? Number(error.port) : 0, error) : null;
}

/** The services alone: one JSON line each, until SIGINT or SIGTERM. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			host: { type: 'string', default: DEFAULT_HOST },
			'port-base': { type: 'string', default: String(portBaseOf('start', process.env)) },
		},
	});
	const services = await startServices({ host: values.host, portBase: Number(values['port-base']) });
	for (const name of namesOf(services)) {
		console.log(JSON.stringify({ service: name, url: services[name].url, credentials: services[name].credentials() }));
	}
	const stop = async (): Promise<void> => await stopServices(services);
	process.once('SIGINT', () => void stop());
	process.once('SIGTERM', () => void stop());
}

if (import.meta.main) {
	await main().catch((error: unknown) => {
		console.error(error instanceof PortTakenError ? error.message : error);
		process.exitCode = 1;
	});
}
