// Fields that somebody else took, on a real API server: ODIN's plan says what kubectl's own server-side apply says.
import { apiServer } from '../cluster/cluster.ts';
import { conflictScenarios } from '../engine/conflicts.scenarios.ts';
import { engineOn } from './engine.ts';

conflictScenarios(engineOn('conflict', apiServer()));
