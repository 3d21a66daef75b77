// A process that is killed at any of its writes, on the demo cluster.
import { demoGround } from './demo-ground.ts';
import { killedScenarios } from './killed.scenarios.ts';

killedScenarios(demoGround(), {
  verbs: ['install', 'upgrade', 'rollback', 'uninstall'],
  whens: ['after'],
  ways: ['undo', 'finish', 'again'],
});
