// Putting back what was changed by hand, on the demo cluster.
import { demoGround } from './demo-ground.ts';
import { putBackScenarios } from './put-back.scenarios.ts';

putBackScenarios(demoGround());
