// Leases that no ODIN wrote, on a real API server.
import { apiServer } from '../cluster/cluster.ts';
import { forgedLeaseScenarios } from '../engine/forged-lease.scenarios.ts';
import { engineOn } from './engine.ts';

forgedLeaseScenarios(engineOn('forged', apiServer()));
