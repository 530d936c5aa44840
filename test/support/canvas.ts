/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { sleep } from 'n8n-workflow';
import type { Page } from 'playwright-core';

interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

interface Text {
	readonly text: string;
	readonly box: Box;
	/** Height of the letters' line as it is seen, in pixels: the font's size times the canvas' zoom. */
	readonly size: number;
	/** Also false for the name of an output that leads nowhere, which n8n shortens however much room there is. */
	readonly isCutOff: boolean;
}

interface Drawn {
	readonly name: string;
	readonly isNote: boolean;
	readonly box: Box;
	readonly texts: readonly Text[];
}

interface Line {
	readonly from: string;
	readonly to: string;
	readonly points: ReadonlyArray<readonly [x: number, y: number]>;
}

/** What n8n draws of a workflow, in pixels of the window. Its own button in front of the canvas counts as drawn. */
export interface Canvas {
	readonly drawn: readonly Drawn[];
	readonly lines: readonly Line[];
}

/** Waits until the canvas no longer moves. */
export async function canvasIsStill(page: Page): Promise<void> {
	const place = async () => await page.locator('.vue-flow__transformationpane').getAttribute('style');
	for (let before, now = await place(); now !== before; now = await place()) {
		before = now;
		await sleep(300);
	}
}

/** The canvas as the button *Zoom to Fit* shows it. */
export async function readCanvas(page: Page): Promise<Canvas> {
	await page.getByTestId('zoom-to-fit').click();
	await page.mouse.move(700, 100);
	await canvasIsStill(page);
	return await page.evaluate(() => {
		const boxOf = ({ left, top, right, bottom }: DOMRect): Box => ({ left, top, right, bottom });
		const pane = document.querySelector('.vue-flow__transformationpane');
		const zoom = new DOMMatrix(getComputedStyle(pane as Element).transform).a;

		/** Holds less than it has to show, as a line that ends in dots does. */
		const isTooSmall = (element: Element) =>
			getComputedStyle(element).overflow !== 'visible' &&
			(element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);

		const textsIn = (node: Element): Text[] => {
			const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
			const texts: Text[] = [];
			while (walker.nextNode() !== null) {
				const text = (walker.currentNode.textContent ?? '').trim();
				const holder = walker.currentNode.parentElement as HTMLElement;
				if (text === '' || !holder.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
				const range = document.createRange();
				range.selectNodeContents(walker.currentNode);
				const around: Element[] = [];
				for (let at: Element = holder; at !== node; at = at.parentElement as Element) around.push(at);
				texts.push({
					text,
					box: boxOf(range.getBoundingClientRect()),
					size: parseFloat(getComputedStyle(holder).fontSize) * zoom,
					isCutOff: holder.closest('.vue-flow__handle') === null && around.some(isTooSmall),
				});
			}
			return texts;
		};

		const drawn = [...document.querySelectorAll('.vue-flow__node')].map((node): Drawn => {
			const inner = node.querySelector('[data-node-type]') as HTMLElement;
			const body = node.querySelector('[data-canvas-node-render-type]') as HTMLElement;
			return {
				name: inner.dataset.nodeName ?? '',
				isNote: inner.dataset.nodeType === 'n8n-nodes-base.stickyNote',
				box: boxOf(body.getBoundingClientRect()),
				texts: textsIn(node),
			};
		});

		const lines = [...document.querySelectorAll('[data-test-id="edge"]')].map((edge): Line => {
			const path = edge.querySelector('path') as SVGPathElement;
			const toWindow = path.getScreenCTM() as DOMMatrix;
			const length = path.getTotalLength();
			const points = Array.from({ length: 101 }, (_, step): readonly [number, number] => {
				const { x, y } = path.getPointAtLength((length * step) / 100).matrixTransform(toWindow);
				return [x, y];
			});
			return {
				from: edge.getAttribute('data-source-node-name') ?? '',
				to: edge.getAttribute('data-target-node-name') ?? '',
				points,
			};
		});
		const button = document.querySelector('[data-test-id="execute-workflow-button"]') as HTMLElement;
		const inFront = {
			name: button.innerText,
			isNote: false,
			box: boxOf(button.getBoundingClientRect()),
			texts: [],
		};
		return { drawn: [...drawn, inFront], lines };
	});
}
