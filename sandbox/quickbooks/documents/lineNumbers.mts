import { listAt, textAt, withoutNulls, type Json } from '../json.mts';
import { isDiscountLine, isGroupLine } from './lineKinds.mts';

/** Ids that the document had already are kept, other lines get new ones; the components of a bundle have ids as well. */
export function numbered(lines: readonly Json[], before: readonly Json[]): readonly Json[] {
	const nextId = lineIds(before);
	return lines.map((line, index) => {
		if (isDiscountLine(line)) return withoutNulls({ ...line, Id: null, LineNum: null });
		const own = { ...line, Id: nextId(line), LineNum: index + 1 };
		return isGroupLine(line) ? { ...own, GroupLineDetail: numberedGroup(line, nextId) } : own;
	});
}

function numberedGroup(line: Json, nextId: (line: Json) => string): Json {
	const inner = listAt(line, 'GroupLineDetail', 'Line').map((component, index) => ({
		...component,
		Id: nextId(component),
		LineNum: index + 1,
	}));
	return { ...(line['GroupLineDetail'] as Json), Line: inner };
}

function lineIds(before: readonly Json[]): (line: Json) => string {
	const all = before.flatMap((line) => [line, ...listAt(line, 'GroupLineDetail', 'Line')]);
	const unclaimed = new Set(all.map((line) => textAt(line, 'Id')).filter((id) => id !== null));
	let last = Math.max(0, ...[...unclaimed].map(Number));
	return (line) => {
		const own = textAt(line, 'Id');
		if (own !== null && unclaimed.delete(own)) return own;
		last += 1;
		return String(last);
	};
}
