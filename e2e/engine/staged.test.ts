// Objects that need each other, on the demo cluster.
import { demoGround } from './demo-ground.ts';
import { stagedScenarios } from './staged.scenarios.ts';

stagedScenarios(demoGround());
