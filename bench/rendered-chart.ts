// A set of objects as a large chart renders them: ten CRDs with deep schemas, dashboards, rules, and what runs beside them.
import type { KubeObject } from '../shared/model/object.ts';

const GROUP = 'bench.odin.example';
const DEFINITIONS = 10;
/** Of the rest, which makes 135 with the definitions. */
const DASHBOARDS = 36;
const RULES = 29;
const SMALL = 60;

/** About 5 MB as YAML, the same at every call. No custom resources: kubectl tries nothing whose kind is to come. */
export function renderedChart(): readonly KubeObject[] {
  const definitions = Array.from({ length: DEFINITIONS }, (_, index) => definition(`Kind${index}`));
  const dashboards = Array.from({ length: DASHBOARDS }, (_, index) => dashboard(`dashboard-${index}`));
  const rules = Array.from({ length: RULES }, (_, index) => rule(`rules-${index}`));
  const small = Array.from({ length: SMALL }, (_, index) => smallObject(`part-${index}`, index));
  return [...definitions, ...dashboards, ...rules, ...small];
}

const SENTENCE = 'Selects the objects that this field is about; an empty list: "all" of them, unless `mode` is set.\n';

function definition(kind: string): KubeObject {
  const plural = `${kind.toLowerCase()}s`;
  const schema = { type: 'object', properties: { spec: level(3), status: { type: 'object', properties: fields(4) } } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${GROUP}`, annotations: { 'controller-gen.kubebuilder.io/version': 'v0.19.0' } },
    spec: {
      group: GROUP,
      names: { categories: ['bench'], kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      scope: 'Namespaced',
      versions: [
        { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema }, subresources: { status: {} } },
      ],
    },
  };
}

/** A schema as controller-gen writes it: a struct of structs, each field with its description. */
function level(depth: number): object {
  if (depth === 0) return { description: SENTENCE.repeat(2), type: 'object', properties: fields(6) };
  const properties = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`part${index}`, level(depth - 1)]));
  return { description: SENTENCE.repeat(4), type: 'object', properties: { ...fields(2), ...properties } };
}

function fields(count: number): Readonly<Record<string, object>> {
  const entries = Array.from({ length: count }, (_, index) => [
    `field${index}`,
    index % 3 === 0
      ? { description: SENTENCE, format: 'int32', minimum: 0, type: 'integer' }
      : index % 3 === 1
        ? { description: SENTENCE, enum: ['Always', 'Never', 'on'], type: 'string' }
        : { items: { type: 'string' }, type: 'array', 'x-kubernetes-list-type': 'atomic' },
  ]);
  return Object.fromEntries(entries);
}

function dashboard(name: string): KubeObject {
  const panels = Array.from({ length: 72 }, (_, id) => ({
    id,
    type: 'timeseries',
    title: `Panel ${id} of ${name}`,
    targets: [{ expr: `sum by (job) (rate(http_requests_total{job="${name}", code=~"5.."}[$__rate_interval]))` }],
    gridPos: { x: 0, y: id * 8, w: 12, h: 8 },
  }));
  const data = { [`${name}.json`]: JSON.stringify({ title: name, panels }, null, 2) };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata(name, { grafana_dashboard: '1' }), data };
}

function rule(name: string): KubeObject {
  const rules = Array.from({ length: 20 }, (_, index) => ({
    field0: index,
    field1: 'Always',
    expression: `max without (instance) (up{job="${name}"} == 0)\n  and on () vector(${index})\n`,
  }));
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata(name),
    data: { 'rules.yaml': JSON.stringify({ groups: [{ name, rules }] }, null, 2), enabled: 'yes', mode: '0644' },
  };
}

function smallObject(name: string, index: number): KubeObject {
  const spec = { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] };
  const role = [{ apiGroups: [''], resources: ['pods', 'endpoints'], verbs: ['get', 'list', 'watch'] }];
  switch (index % 4) {
    case 0:
      return { apiVersion: 'v1', kind: 'Service', metadata: metadata(name), spec };
    case 1:
      return {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: metadata(name),
        automountServiceAccountToken: false,
      };
    case 2:
      return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: metadata(name), rules: role };
    default:
      return {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: metadata(name),
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: name } } },
      };
  }
}

function metadata(name: string, labels: Readonly<Record<string, string>> = {}): KubeObject['metadata'] {
  return { name, labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'bench', ...labels } };
}
