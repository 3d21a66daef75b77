// Changes by hand, on the demo cluster.
import { demoGround } from './demo-ground.ts';
import { driftScenarios } from './drift.scenarios.ts';

driftScenarios(demoGround());
