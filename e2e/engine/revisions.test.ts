// From revision to revision, on the demo cluster.
import { demoGround } from './demo-ground.ts';
import { revisionScenarios } from './scenarios/revisions.ts';

revisionScenarios(demoGround());
