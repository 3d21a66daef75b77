// The rules that assets/stack/README.md promises, held against every component of every version.
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { formatRef, type KubeObject, refOf } from '../../../shared/model/object.ts';
import { dataSizeBytes } from '../../../shared/model/settings/units.ts';
import { GRAFANA_ADMIN } from '../components/rows/grafana-secrets.ts';
import { NODE_EXPORTER_AUTH } from '../components/rows/node-exporter-secret.ts';
import { expectConfinement, expectIdentity, labelsSchema, workloadSchema } from './asset-rules.testkit.ts';
import { readComponents } from './component-folders.ts';
import { isWorkload } from './edit.ts';
import { kustomize } from './kustomize.ts';
import { listVersions } from './versions.ts';

/** Each of their targets speaks for all pods of the cluster, or of a node. */
const GROWS_WITH_CLUSTER = ['kube-state-metrics', 'kubelet', 'cadvisor'];
const PINNED = /^[a-z0-9.]+\.[a-z]+\/.+:v?\d+\.\d+\.\d+(-[\d.]+-distroless|-musl)?$/;

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));

const versions = await listVersions(assetsDir);

describe.each(versions)('%s', async (version) => {
  const components = await readComponents(`${assetsDir}/${version}`);
  const objects = (await Promise.all(components.map(({ directory }) => kustomize(directory)))).flat();
  const named = objects.map((object): [string, KubeObject] => [formatRef(refOf(object)), object]);

  it.each(named)('%s is labelled, in its namespace, kept if it holds data', (_name, object) => {
    expectIdentity(object);
  });

  it.each(named.filter(([, object]) => isWorkload(object)))('%s is probed, limited and confined', (_name, object) => {
    expectConfinement(object);
    const { initContainers, containers } = workloadSchema.parse(object.spec).template.spec;
    for (const { image } of [...initContainers, ...containers]) expect(image).toMatch(PINNED);
  });

  it.each(named.filter(([, { kind }]) => kind === 'Service'))(
    '%s selects a workload and one of its ports',
    (_name, object) => {
      const { selector, ports } = z
        .object({ selector: labelsSchema, ports: z.array(z.object({ name: z.string(), targetPort: z.string() })) })
        .parse(object.spec);
      const behind = objects.filter((object) => {
        if (!isWorkload(object)) return false;
        const { labels } = workloadSchema.parse(object.spec).template.metadata;
        return Object.entries(selector).every(([key, value]) => labels[key] === value);
      });
      expect(behind).toHaveLength(1);
      for (const { targetPort } of ports)
        expect(JSON.stringify(behind)).toContain(`"name":"${targetPort}","containerPort"`);
    },
  );

  it('asks for the password where ODIN puts it', () => {
    const { name, userKey, passwordKey } = GRAFANA_ADMIN;
    const text = JSON.stringify(
      objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'grafana'),
    );
    expect(text).toContain(
      `"name":"GF_SECURITY_ADMIN_USER","valueFrom":{"secretKeyRef":{"name":"${name}","key":"${userKey}"}}`,
    );
    expect(text).toContain(
      `"name":"GF_SECURITY_ADMIN_PASSWORD","valueFrom":{"secretKeyRef":{"name":"${name}","key":"${passwordKey}"}}`,
    );
  });

  it('opens Grafana at a dashboard that is provisioned', () => {
    const [grafana] = objects.filter(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'grafana');
    const { containers } = workloadSchema.parse(grafana?.spec).template.spec;
    const [home] =
      JSON.stringify(containers).match(/(?<=_HOME_DASHBOARD_PATH","value":"\/var\/lib\/grafana\/dashboards\/)[^"]+/) ??
      [];
    const dashboards = objects.find(({ metadata }) => metadata.name === 'grafana-dashboards');
    expect(Object.keys(z.object({ data: labelsSchema }).parse(dashboards).data)).toContain(home);
  });

  it('asks for the password of node-exporter where ODIN puts it', () => {
    const { name, user, passwordKey, configKey } = NODE_EXPORTER_AUTH;
    const text = JSON.stringify(objects);
    for (const key of [passwordKey, configKey]) {
      expect(text).toContain(`"secretName":"${name}","items":[{"key":"${key}","path":"${key}"}]`);
    }
    expect(text).toContain(`username: ${user}\\n`);
  });

  it('lets what speaks for many pods say more than what speaks for one', () => {
    const limitsSchema = z.object({ sample_limit: z.number().default(0), body_size_limit: z.string().default('') });
    const config = objects.find(({ metadata }) => metadata.name === 'prometheus-config');
    const { 'prometheus.yml': text } = z.object({ 'prometheus.yml': z.string() }).parse(config?.data);
    const { global, scrape_configs } = z
      .object({ global: limitsSchema, scrape_configs: z.array(limitsSchema.extend({ job_name: z.string() })) })
      .parse(parse(text));
    const grows = scrape_configs.filter(({ job_name }) => GROWS_WITH_CLUSTER.includes(job_name));
    expect(grows).toHaveLength(GROWS_WITH_CLUSTER.length);
    // A job's zero, or nothing, is the global limit; a global zero is none.
    for (const { job_name, sample_limit, body_size_limit } of grows) {
      if (global.sample_limit > 0) expect(sample_limit, job_name).toBeGreaterThan(global.sample_limit);
      if (global.body_size_limit !== '') {
        expect(dataSizeBytes(body_size_limit), job_name).toBeGreaterThan(dataSizeBytes(global.body_size_limit));
      }
    }
  });

  it('asks DCGM for counters in lines of three fields, which is all that it reads', () => {
    const counters = objects.find(({ metadata }) => metadata.name === 'dcgm-exporter-counters');
    const { 'counters.csv': text } = z.object({ 'counters.csv': z.string() }).parse(counters?.data);
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    for (const line of lines) expect(line).toMatch(/^DCGM_(FI|EXP)_\w+, (gauge|counter|label), [^,]+$/);
    const names = lines.map((line) => line.split(',')[0]);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('DCGM_FI_DEV_FAN_SPEED');
  });

  it('has each component in a list, and each folder', async () => {
    const folders = (await readdir(`${assetsDir}/${version}`, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory() && entry.name !== 'optional')
      .map(({ name }) => name);
    const names = components.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(folders));
    expect(names[0]).toBe('namespace');
  });
});
