import { findBrowser } from './browser.mjs';
import { startSandbox } from './sandbox.mjs';

/**
 * Starts the sandbox as somebody has it who has just installed the package and made the credentials: no workflow is there. Every test
 * file gets as globals: `supervisorUrl`, its address, and `browser`, how a browser is started.
 */
export default async function startBare(_globalConfig, projectConfig) {
	const browser = await findBrowser(process.env);
	const supervisorUrl = await startSandbox(['--bare', '--use', 'editor']);
	Object.assign(projectConfig.globals, { supervisorUrl, browser });
}
