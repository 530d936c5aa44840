const fastCheck = require('fast-check');

const factor = Number(process.env.PROPERTY_FACTOR);
const seed = Number(process.env.PROPERTY_SEED);
const { assert, default: all } = fastCheck;

/** As fast-check's own, with more runs; a property that names its own number gets more of that. */
const assertOften = (property, options = {}) =>
	assert(property, { seed, ...options, numRuns: (options.numRuns ?? 100) * factor });

fastCheck.assert = assertOften;
fastCheck.default = Object.create(all, { assert: { value: assertOften } });
