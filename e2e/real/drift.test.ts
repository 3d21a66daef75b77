// Changes by hand, on a real API server.
import { apiServer } from '../cluster/cluster.ts';
import { driftScenarios } from '../engine/drift.scenarios.ts';
import { engineOn } from './engine.ts';

driftScenarios(engineOn('drift', apiServer()));
