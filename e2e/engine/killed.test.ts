// A process that is killed at one of its writes, on the demo cluster: at each second one, for a fast lane; at all of them, with a
// real process and a real API server, in e2e/faults.
import { demoGround } from './demo-ground.ts';
import { killedScenarios } from './killed.scenarios.ts';

killedScenarios(demoGround(), {
  verbs: ['install', 'upgrade', 'rollback', 'uninstall'],
  whens: ['after'],
  ways: ['undo', 'finish', 'again'],
  every: 2,
});
