// One change of a release at a time, on the demo cluster.
import { demoGround } from './demo-ground.ts';
import { lockScenarios } from './lock.scenarios.ts';

lockScenarios(demoGround());
