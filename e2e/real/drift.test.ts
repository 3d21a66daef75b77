// Changes by hand, on a real API server.
import { apiServer } from '../cluster/cluster.ts';
import { driftScenarios } from '../engine/scenarios/drift.ts';
import { engineOn } from './engine.ts';

driftScenarios(engineOn('drift', apiServer()));
