const { projects } = require('../../jest.config.cjs');

const unit = projects.find(({ displayName }) => displayName === 'unit');

module.exports = {
	projects: [{ ...unit, displayName: 'properties', setupFiles: [`${__dirname}/manyRuns.cjs`] }],
};
