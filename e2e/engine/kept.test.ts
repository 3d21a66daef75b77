// Objects that say that they are to be kept, on the demo cluster.
import { demoGround } from './demo-ground.ts';
import { keptScenarios } from './kept.scenarios.ts';

keptScenarios(demoGround());
