// The API server's checks of a new or changed object. Not all of them: those that the kinds of a monitoring stack can fail.
// Checked: names, labels, annotations; selectors and templates, containers (see validate-pod.ts), strategies; ports of Services;
// keys of ConfigMaps and Secrets; claims; roles and bindings; policies. Immutable fields are in immutable.ts.
import {
  type Cause,
  checkLabel,
  checkLabelValue,
  checkPort,
  checkQualifiedName,
  checkSubdomain,
  invalidValue,
  required,
  unsupported,
} from './causes.ts';
import { isObject, type JsonObject, listAt, objectAt, stringAt, valueAt } from './json.ts';
import { quantityValue } from './quantity.ts';
import { checkPodSpec } from './validate-pod.ts';

type Check = (object: JsonObject) => readonly Cause[];

/** All that is wrong with an object after defaulting; empty when it is valid. */
export function validate(object: JsonObject, kind: string): readonly Cause[] {
  return [...checkMetadata(object, kind), ...(CHECKS[kind]?.(object) ?? [])];
}

function checkMetadata(object: JsonObject, kind: string): readonly Cause[] {
  const name = stringAt(object, 'metadata.name');
  if (name === '') return [required('metadata.name', 'name or generateName is required')];
  const isLabel = kind === 'Namespace' || kind === 'Service';
  // Roles may be called almost anything: `system:coredns`.
  const isFree = kind.includes('Role');
  const names = isFree ? [] : isLabel ? checkLabel('metadata.name', name) : checkSubdomain('metadata.name', name);
  const labels = Object.entries(objectAt(object, 'metadata.labels')).flatMap(([key, value]) => [
    ...checkQualifiedName('metadata.labels', key),
    ...checkLabelValue('metadata.labels', String(value)),
  ]);
  const annotations = Object.keys(objectAt(object, 'metadata.annotations')).flatMap((key) =>
    checkQualifiedName('metadata.annotations', key.toLowerCase()),
  );
  const owners = listAt(object, 'metadata.ownerReferences').flatMap((owner) =>
    ['apiVersion', 'kind', 'name', 'uid']
      .filter((field) => stringAt(owner, field) === '')
      .map((field) => invalidValue(`metadata.ownerReferences.${field}`, '', 'must not be empty')),
  );
  return [...names, ...owners, ...labels, ...annotations];
}

const CHECKS: Readonly<Record<string, Check>> = {
  ClusterRole: (role) => checkRules(role, true),
  ClusterRoleBinding: checkBinding,
  ConfigMap: checkKeys,
  DaemonSet: checkWorkload,
  Deployment: (deployment) => [...checkWorkload(deployment), ...checkStrategy(deployment)],
  Ingress: (ingress) =>
    listAt(ingress, 'spec.rules').length === 0 && valueAt(ingress, 'spec.defaultBackend') === undefined
      ? [invalidValue('spec', null, 'either `defaultBackend` or `rules` must be specified')]
      : [],
  NetworkPolicy: checkNetworkPolicy,
  PersistentVolumeClaim: checkClaim,
  Pod: (pod) => checkPodSpec(objectAt(pod, 'spec'), 'spec'),
  ReplicaSet: checkWorkload,
  Role: (role) => checkRules(role, false),
  RoleBinding: checkBinding,
  RuntimeClass: (runtime) => (stringAt(runtime, 'handler') === '' ? [required('handler')] : []),
  Secret: checkKeys,
  Service: checkService,
  StatefulSet: checkWorkload,
  StorageClass: (storage) => (stringAt(storage, 'provisioner') === '' ? [required('provisioner')] : []),
};

function checkWorkload(object: JsonObject): readonly Cause[] {
  const causes: Cause[] = [];
  const replicas = valueAt(object, 'spec.replicas');
  if (typeof replicas === 'number' && replicas < 0) {
    causes.push(invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0'));
  }
  const selector = valueAt(object, 'spec.selector');
  const wanted = objectAt(object, 'spec.selector.matchLabels');
  const labels = valueAt(object, 'spec.template.metadata.labels') ?? null;
  const isEmpty = Object.keys(wanted).length === 0 && listAt(object, 'spec.selector.matchExpressions').length === 0;
  if (selector === undefined) causes.push(required('spec.selector'));
  else if (isEmpty) {
    const kind = stringAt(object, 'kind').toLowerCase();
    causes.push(invalidValue('spec.selector', {}, `empty selector is invalid for ${kind}`));
  }
  const isMatch = Object.entries(wanted).every(([key, value]) => isObject(labels) && labels[key] === value);
  if (selector === undefined || !isMatch) {
    const why = '`selector` does not match template `labels`';
    causes.push(invalidValue('spec.template.metadata.labels', labels, why));
  }
  const template = objectAt(object, 'spec.template.spec');
  causes.push(...checkPodSpec(template, 'spec.template.spec'));
  const restart = stringAt(template, 'restartPolicy');
  if (restart !== 'Always') causes.push(unsupported('spec.template.spec.restartPolicy', restart, ['Always']));
  return causes;
}

function checkStrategy(deployment: JsonObject): readonly Cause[] {
  const strategy = objectAt(deployment, 'spec.strategy');
  const type = stringAt(strategy, 'type');
  const rolling = strategy.rollingUpdate;
  if (type === 'Recreate') {
    if (rolling === undefined) return [];
    const message = "Forbidden: may not be specified when strategy `type` is 'Recreate'";
    return [{ reason: 'FieldValueForbidden', message, field: 'spec.strategy.rollingUpdate' }];
  }
  if (type !== 'RollingUpdate') {
    return [unsupported('spec.strategy', { Type: type, RollingUpdate: null }, ['Recreate', 'RollingUpdate'])];
  }
  const isZero = (name: string) => [0, '0%'].includes(objectAt(strategy, 'rollingUpdate')[name] as number | string);
  if (!isZero('maxSurge') || !isZero('maxUnavailable')) return [];
  return [invalidValue('spec.strategy.rollingUpdate.maxUnavailable', 0, 'may not be 0 when `maxSurge` is 0')];
}

function checkService(service: JsonObject): readonly Cause[] {
  const type = stringAt(service, 'spec.type');
  const ports = listAt(service, 'spec.ports');
  const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
  if (!types.includes(type)) return [unsupported('spec.type', type, types)];
  if (ports.length === 0 && type !== 'ExternalName' && stringAt(service, 'spec.clusterIP') !== 'None') {
    return [required('spec.ports')];
  }
  return ports.flatMap((port, index) => {
    const field = `spec.ports[${index}]`;
    const target = valueAt(port, 'targetPort');
    return [
      ...(ports.length > 1 && stringAt(port, 'name') === '' ? [required(`${field}.name`)] : []),
      ...checkPort(`${field}.port`, valueAt(port, 'port')),
      ...(typeof target === 'string' ? [] : checkPort(`${field}.targetPort`, target)),
    ];
  });
}

function checkKeys(object: JsonObject): readonly Cause[] {
  const causes = ['data', 'binaryData'].flatMap((part) =>
    Object.keys(objectAt(object, part))
      .filter((key) => !/^[-._a-zA-Z0-9]+$/.test(key))
      .map((key) => {
        const rule =
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
        return invalidValue(`${part}[${key}]`, key, rule);
      }),
  );
  if (stringAt(object, 'type') !== 'kubernetes.io/tls') return causes;
  const missing = ['tls.crt', 'tls.key'].filter((key) => !(key in objectAt(object, 'data')));
  return [...causes, ...missing.map((key) => required(`data[${key}]`))];
}

const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

function checkClaim(claim: JsonObject): readonly Cause[] {
  const modes = listAt(claim, 'spec.accessModes');
  const causes: Cause[] = modes.length > 0 ? [] : [required('spec.accessModes', 'at least 1 access mode is required')];
  for (const mode of modes) {
    if (!ACCESS_MODES.includes(String(mode))) causes.push(unsupported('spec.accessModes', mode, ACCESS_MODES));
  }
  const storage = stringAt(claim, 'spec.resources.requests.storage');
  if (storage === '') causes.push(required('spec.resources[storage]'));
  else if (quantityValue(storage) <= 0) {
    causes.push(invalidValue('spec.resources[storage]', storage, 'must be greater than zero'));
  }
  return causes;
}

function checkRules(role: JsonObject, isCluster: boolean): readonly Cause[] {
  return listAt(role, 'rules').flatMap((rule, index) => {
    const field = `rules[${index}]`;
    const has = (name: string) => listAt(rule, name).length > 0;
    if (!has('verbs')) return [required(`${field}.verbs`, 'verbs must contain at least one value')];
    if (isCluster && has('nonResourceURLs')) return [];
    return [
      ...(has('apiGroups')
        ? []
        : [required(`${field}.apiGroups`, 'resource rules must supply at least one api group')]),
      ...(has('resources') ? [] : [required(`${field}.resources`, 'resource rules must supply at least one resource')]),
    ];
  });
}

function checkBinding(binding: JsonObject): readonly Cause[] {
  const kind = stringAt(binding, 'roleRef.kind');
  const kinds = stringAt(binding, 'kind') === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  return [
    ...(kinds.includes(kind) ? [] : [unsupported('roleRef.kind', kind, kinds)]),
    ...(stringAt(binding, 'roleRef.name') === '' ? [required('roleRef.name')] : []),
    ...listAt(binding, 'subjects').flatMap((subject, index) =>
      stringAt(subject, 'kind') === 'ServiceAccount' && stringAt(subject, 'namespace') === '' && kinds.length === 1
        ? [required(`subjects[${index}].namespace`)]
        : [],
    ),
  ];
}

function checkNetworkPolicy(policy: JsonObject): readonly Cause[] {
  const peers = (['ingress', 'egress'] as const).flatMap((way) =>
    listAt(policy, `spec.${way}`).flatMap((rule, r) => {
      const name = way === 'ingress' ? 'from' : 'to';
      return listAt(rule, name).flatMap((peer, p) =>
        isObject(peer) && Object.keys(peer).length === 0
          ? [required(`spec.${way}[${r}].${name}[${p}]`, 'must specify a peer')]
          : [],
      );
    }),
  );
  const types = listAt(policy, 'spec.policyTypes').flatMap((type, index) =>
    type === 'Ingress' || type === 'Egress'
      ? []
      : [unsupported(`spec.policyTypes[${index}]`, type, ['Ingress', 'Egress'])],
  );
  return [...peers, ...types];
}
