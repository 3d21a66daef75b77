// Notes of a plan on Ingresses.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { DISTRIBUTIONS } from '../../distribution/table.ts';
import { renderStack } from '../render.ts';
import { readSettings } from '../settings/read-settings.ts';
import { type Capabilities, COMPLETE_CLUSTER } from './capabilities.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));
const nginx = { ingressClasses: [{ name: 'nginx', isDefault: true }] };
const controller = { namespace: 'ingress-nginx', name: 'ingress-nginx' };
const READABLE = /^Prometheus asks nobody for a password: whoever reaches the ingress controller can read all metrics/;
const OTHER_CONTROLLER =
  /^The Ingresses are of class nginx, and .* let in none but the pods traefik of namespace kube-system: /;

async function notes(settings: object, cluster: Partial<Capabilities> = {}): Promise<readonly string[]> {
  const read = readSettings({ version: 1, components: { ingress: true }, ...settings }, 'test').settings;
  const capabilities = { ...COMPLETE_CLUSTER, ...cluster };
  return (await renderStack({ assetsDir, namespace: 'lab', capabilities, settings: read })).notes;
}

it.each<[object, Partial<Capabilities>]>([
  [{ ingress: { ingressClassName: 'nginx' } }, {}],
  [{ ingress: { ingressClassName: 'nginx' } }, { ingressClasses: [{ name: 'nginx', isDefault: false }] }],
  [{}, nginx],
])('says that the policies shut out the controller of %j on %j', async (settings, cluster) => {
  expect(await notes(settings, cluster)).toContainEqual(expect.stringMatching(OTHER_CONTROLLER));
});

it.each<[object, Partial<Capabilities>]>([
  [{}, {}],
  [{}, { ingressClasses: [{ name: 'traefik', isDefault: true }] }],
  [{ ingress: { ingressClassName: 'traefik' } }, { ingressClasses: [{ name: 'traefik', isDefault: false }] }],
  [{ ingress: { ingressClassName: 'nginx', controller } }, {}],
  [{ ingress: { controller } }, nginx],
  [{ ingress: { ingressClassName: 'nginx' }, components: { ingress: true, networkPolicies: false } }, {}],
  [{ ingress: { ingressClassName: 'nginx' }, components: {} }, nginx],
])('says nothing of the controller of %j on %j', async (settings, cluster) => {
  expect((await notes(settings, cluster)).join()).not.toContain('pods traefik');
});

it('says that everybody can read Prometheus where it gets an Ingress', async () => {
  const existing = { namespace: 'observability', service: 'kube-prom' };
  const isReadable = async (settings: object) => (await notes(settings)).some((note) => READABLE.test(note));
  expect(await isReadable({})).toBe(true);
  expect(await isReadable({ components: { ingress: true, networkPolicies: false } })).toBe(true);
  expect(await isReadable({ ingress: { hosts: { prometheus: '' } } })).toBe(false);
  expect(await isReadable({ prometheus: { existing } })).toBe(false);
  expect(await isReadable({ components: {} })).toBe(false);
});

it('says how an Ingress is reached where this machine does not by itself', async () => {
  const on = (id: string) => ({ distribution: DISTRIBUTIONS.find((row) => row.id === id) });
  const reach = async (id: string, settings: object) =>
    (await notes(settings, on(id))).filter((note) => note.includes('is not reached from this machine by itself'));
  expect(await reach('minikube', {})).toEqual([expect.stringContaining('On minikube an Ingress')]);
  expect(await reach('kind', {})).toEqual([expect.stringContaining('extraPortMappings')]);
  expect(await reach('kind', { components: {} })).toEqual([]);
  expect(await reach('k3s', {})).toEqual([]);
});
