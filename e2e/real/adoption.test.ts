// Objects that a person applied with kubectl before there was a release, on a real API server.
import { apiServer } from '../cluster/cluster.ts';
import { adoptionScenarios } from '../engine/adoption.scenarios.ts';
import { engineOn } from './engine.ts';

const engine = engineOn('adopt', apiServer());

adoptionScenarios(engine, Object.keys(engine.waysToApply));
