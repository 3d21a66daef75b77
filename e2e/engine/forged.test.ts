// Forged records, notes and locks, on the demo cluster.
import { demoGround } from './demo-ground.ts';
import { forgedScenarios } from './forged.scenarios.ts';

forgedScenarios(demoGround());
