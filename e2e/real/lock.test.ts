// One change of a release at a time, on a real API server.
import { apiServer } from '../cluster/cluster.ts';
import { lockScenarios } from '../engine/lock.scenarios.ts';
import { engineOn } from './engine.ts';

lockScenarios(engineOn('lock', apiServer()));
