import type { PushResult } from '../../core/pushing/pushOutcome';

const every: Readonly<Record<PushResult, true>> = {
	written: true,
	unchanged: true,
	preview: true,
	unknownSku: true,
	ambiguous: true,
	notTracked: true,
	refused: true,
	heldBack: true,
	failed: true,
};

/** Every result that a push can have. */
export const PUSH_RESULTS = Object.keys(every) as PushResult[];
