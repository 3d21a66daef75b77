// The life of a release, on the demo cluster.
import { demoGround } from './demo-ground.ts';
import { releaseScenarios } from './release.scenarios.ts';

releaseScenarios(demoGround());
