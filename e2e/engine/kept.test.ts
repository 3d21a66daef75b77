// What says that it is to be kept, on the demo cluster.
import { demoGround } from './demo-ground.ts';
import { keptScenarios } from './kept.scenarios.ts';

keptScenarios(demoGround());
