import type { Memory } from '../../../core/memory/memory';
import { processMemory } from '../../../core/memory/processMemory';

/** The one memory of all nodes in this n8n process. What several processes share is put here (docs/decisions/one-memory.md). */
export const memory: Memory = processMemory();
