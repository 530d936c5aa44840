import { chromium, selectors, type Locator, type Page } from 'playwright-core';
import type { SandboxConfig } from './e2e';

/** How a browser is started, which test/jestSetup/editor.mjs finds out. */
declare const browser: { readonly executablePath: string; readonly env: Record<string, string> };

/** What a person does with the mouse, counted. */
interface Hand {
	readonly clicks: number;
	click(place: Locator): Promise<void>;
	doubleClick(place: Locator): Promise<void>;
	/** Opens the machine's dialog for files by a click; in it a file is chosen by one more, and *Open* by the last. */
	chooseFile(opener: Locator, file: { readonly name: string; readonly content: string }): Promise<void>;
}

export interface Editor {
	readonly page: Page;
	readonly hand: Hand;
	/** Opens a workflow that has nothing in it, by its address: no click. The hand counts from here on. */
	openNew(): Promise<void>;
	close(): Promise<void>;
}

/** n8n's editor in a browser of usual size, with its owner logged in. */
export async function openEditor({ n8n: { url, email, password } }: SandboxConfig): Promise<Editor> {
	selectors.setTestIdAttribute('data-test-id');
	const started = await chromium.launch({
		...browser,
		args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--font-render-hinting=none'],
	});
	const page = await started.newPage({ viewport: { width: 1440, height: 900 } });
	page.setDefaultTimeout(30_000);
	await page.request.post(`${url}/rest/login`, { data: { emailOrLdapLoginId: email, password } });
	const { hand, beginAnew } = handOn(page);
	return {
		page,
		hand,
		openNew: async () => {
			await page.goto(`${url}/workflow/new`);
			await page.getByTestId('canvas-wrapper').waitFor();
			await page.getByTestId('canvas-plus-button').waitFor();
			beginAnew();
		},
		close: async () => await started.close(),
	};
}

function handOn(page: Page) {
	let clicks = 0;
	const hand: Hand = {
		get clicks() {
			return clicks;
		},
		click: async (place) => {
			clicks += 1;
			await place.click();
		},
		doubleClick: async (place) => {
			clicks += 2;
			await place.dblclick();
		},
		chooseFile: async (opener, { name, content }) => {
			const dialog = page.waitForEvent('filechooser');
			await hand.click(opener);
			clicks += 2;
			await (await dialog).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
		},
	};
	return { hand, beginAnew: () => (clicks = 0) };
}
