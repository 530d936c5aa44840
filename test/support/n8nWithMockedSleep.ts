import { jest } from '@jest/globals';

const n8n = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');

/**
 * n8n-workflow whose `sleep` is a mock: it sleeps until a test gives it another implementation, and knows how long it was asked to.
 * Nodes get theirs from n8n and from nowhere else, so a test of a whole node names this module in place of n8n's:
 * `jest.mock('n8n-workflow', () => jest.requireActual('../support/n8nWithMockedSleep'))`
 */
export = { ...n8n, __esModule: true, sleep: jest.fn(n8n.sleep) };
