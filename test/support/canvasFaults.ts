import type { Canvas } from './canvas';

type Drawn = Canvas['drawn'][number];
type Text = Drawn['texts'][number];
type Box = Text['box'];

/** The smallest letters that a person reads without zooming in, in pixels. */
const smallestName = 11;
const smallestText = 8;

/** What is wrong with a canvas as n8n fits it into the window, as sentences; empty when all of it can be read and nothing covers anything. */
export function canvasFaults(canvas: Canvas): readonly string[] {
	return [...overlaps(canvas), ...crossings(canvas), ...canvas.drawn.flatMap(unreadable), ...overfullNotes(canvas)];
}

/** A node's picture and texts are free of every other node's, and of the text of every note. */
function overlaps({ drawn }: Canvas): string[] {
	return drawn.flatMap((one, place) =>
		drawn.slice(place + 1).flatMap((other) => {
			const first = partsOf(one);
			const second = partsOf(other);
			const hit = first.find((part) => second.some((against) => isOver(part.box, against.box)));
			return hit === undefined ? [] : [`${one.name} and ${other.name} overlap at "${hit.text}"`];
		}),
	);
}

/** A note may lie under nodes, as a frame does; its text may not. */
function partsOf({ name, isNote, box, texts }: Drawn): ReadonlyArray<Pick<Text, 'text' | 'box'>> {
	return isNote ? texts : [{ text: name, box }, ...texts];
}

/** A line touches no node but the two that it joins, and nobody's name. */
function crossings({ drawn, lines }: Canvas): string[] {
	return lines.flatMap(({ from, to, points }) => {
		const crossed = drawn.filter((node) => {
			const { box, texts, name, isNote } = node;
			const names = texts.filter(({ text }) => text === name).map((text) => text.box);
			const areas = isNote ? texts.map((text) => text.box) : name === from || name === to ? names : [box, ...names];
			return points.some(([x, y]) => areas.some((area) => isOver(area, { left: x, right: x, top: y, bottom: y })));
		});
		return crossed.map(({ name }) => `the line from ${from} to ${to} crosses ${name}`);
	});
}

function unreadable({ name, texts }: Drawn): string[] {
	const small = texts.filter(({ text, size }) => size < (text === name ? smallestName : smallestText));
	return [
		...texts.filter(({ isCutOff }) => isCutOff).map(({ text }) => `"${text}" of ${name} is cut off`),
		...small.slice(0, 1).map(({ text, size }) => `"${text}" of ${name} is ${size.toFixed(1)} pixels high`),
	];
}

/** A note shows all of its text. */
function overfullNotes({ drawn }: Canvas): string[] {
	return drawn
		.filter(({ isNote, box, texts }) => isNote && texts.some((text) => text.box.bottom > box.bottom))
		.map(({ name }) => `the text of ${name} does not fit into it`);
}

function isOver(one: Box, other: Box): boolean {
	return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
