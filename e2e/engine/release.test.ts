// The life of a release, on the demo cluster.
import { demoGround } from './demo-ground.ts';
import { releaseScenarios } from './scenarios/release.ts';

releaseScenarios(demoGround());
