// From revision to revision, on the demo cluster.
import { demoGround } from './demo-ground.ts';
import { revisionScenarios } from './revisions.scenarios.ts';

revisionScenarios(demoGround());
