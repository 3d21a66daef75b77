// Forged records, notes and locks, on a real API server.
import { apiServer } from '../cluster/cluster.ts';
import { forgedScenarios } from '../engine/forged.scenarios.ts';
import { engineOn } from './engine.ts';

forgedScenarios(engineOn('forged', apiServer()));
