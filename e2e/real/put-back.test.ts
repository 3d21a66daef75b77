// Changes by hand, on a real API server.
import { apiServer } from '../cluster/cluster.ts';
import { putBackScenarios } from '../engine/put-back.scenarios.ts';
import { engineOn } from './engine.ts';

putBackScenarios(engineOn('put-back', apiServer()));
