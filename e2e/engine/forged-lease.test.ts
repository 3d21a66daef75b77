// Leases that no ODIN wrote, on the demo cluster.
import { demoGround } from './demo-ground.ts';
import { forgedLeaseScenarios } from './forged-lease.scenarios.ts';

forgedLeaseScenarios(demoGround());
