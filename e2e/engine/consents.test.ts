// What asks for an agreement, on the demo cluster: fields that somebody else took, and objects that belong to nobody.
import { describe } from 'vitest';
import { demoGround } from './demo-ground.ts';
import { adoptionScenarios } from './scenarios/adoption.ts';
import { conflictScenarios } from './scenarios/conflicts.ts';

const ground = demoGround();

describe('conflicts', () => conflictScenarios(ground));
describe('adoption', () => adoptionScenarios(ground, Object.keys(ground.waysToApply)));
