import { expect, test } from 'vitest';
import { ApiError } from '../kube/api-error.ts';
import { explained } from './explained.ts';

const title = 'Deployment/monitoring/web';
const said = (status: number, message: string) => explained(title, new ApiError(status, message));

test.each([
  [
    'deployments.apps "web" is forbidden: User "jo" cannot patch resource "deployments" in API group "apps" in the namespace "monitoring"',
    'You may not patch deployments in monitoring: ask for a role that allows it.',
  ],
  [
    'deployments.apps "web" is forbidden: User "jo" cannot patch resource "deployments/scale" in API group "apps" in the namespace "monitoring": RBAC: role not found',
    'You may not patch deployments/scale in monitoring: ask for a role that allows it.',
  ],
  [
    'nodes "a" is forbidden: User "jo" cannot delete resource "nodes" in API group "" at the cluster scope',
    'You may not delete nodes in this cluster: ask for a role that allows it.',
  ],
  [
    'pods "web" is forbidden: exceeded quota: small, requested: pods=1',
    `${title}: pods "web" is forbidden: exceeded quota: small, requested: pods=1.`,
  ],
])('names the right that is missing: %s', (message, sentence) => {
  expect(said(403, message)).toMatchObject({ code: 'forbidden', message: sentence });
});

test('says who refuses it, in his words', () => {
  const policy = `deployments.apps "web" is forbidden: ValidatingAdmissionPolicy 'house' with binding 'all' denied request: the house forbids it`;
  expect(said(422, policy).message).toBe(`${title}: the policy house refuses it: the house forbids it.`);
  expect(said(400, 'admission webhook "w.example" denied the request: no\nreally').message).toBe(
    `${title}: the webhook w.example refuses it: no; really.`,
  );
  expect(said(400, 'admission webhook "w.example" denied the request without explanation').message).toBe(
    `${title}: the webhook w.example refuses it: it gives no reason.`,
  );
});

test('names the field that is wrong', () => {
  const message =
    'Deployment.apps "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0';
  expect(said(422, message)).toMatchObject({
    code: 'invalid',
    message: `${title}: spec.replicas: Invalid value: -1: must be greater than or equal to 0.`,
  });
});

test('leaves what is no refusal as it is', () => {
  expect(explained(title, new Error('odd'))).toMatchObject({ code: 'internal', message: 'odd' });
  expect(said(404, 'not found').message).toBe(`${title} is gone.`);
});
