// Consents on the demo cluster, which are asked for: fields that somebody else took, and objects that belong to nobody.
import { describe } from 'vitest';
import { adoptionScenarios } from './adoption.scenarios.ts';
import { conflictScenarios } from './conflicts.scenarios.ts';
import { demoGround } from './demo-ground.ts';

const ground = demoGround();

describe('conflicts', () => conflictScenarios(ground));
describe('adoption', () => adoptionScenarios(ground, Object.keys(ground.waysToApply)));
