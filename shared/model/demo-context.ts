// The demo cluster's place among the contexts.
import type { ContextId } from './cluster.ts';

/** The id of the built-in demo cluster. */
export const DEMO_CONTEXT_ID: ContextId = 'demo';
