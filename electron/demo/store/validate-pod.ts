// The API server's checks of a pod's spec, alone or as a template.
import {
  type Cause,
  checkLabel,
  checkPort,
  duplicate,
  forbiddenField,
  invalidValue,
  notFoundValue,
  required,
  unsupported,
} from './causes.ts';
import { isObject, type Json, type JsonObject, listAt, objectAt, stringAt, valueAt } from './json.ts';
import { quantityValue } from './quantity.ts';

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];
const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];
const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

/** All that is wrong with a pod's spec; `at` is where it is in its object. */
export function checkPodSpec(spec: JsonObject, at: string): readonly Cause[] {
  const volumes = listAt(spec, 'volumes').map((volume) => stringAt(volume, 'name'));
  const containers = listAt(spec, 'containers');
  return [
    ...checkVolumes(spec, at),
    ...(containers.length === 0 ? [required(`${at}.containers`)] : []),
    ...checkContainers(containers, `${at}.containers`, volumes),
    ...checkContainers(listAt(spec, 'initContainers'), `${at}.initContainers`, volumes),
  ];
}

function checkVolumes(spec: JsonObject, at: string): readonly Cause[] {
  const seen = new Set<string>();
  return listAt(spec, 'volumes').flatMap((volume, index) => {
    const field = `${at}.volumes[${index}]`;
    const name = stringAt(volume, 'name');
    const sources = isObject(volume) ? Object.keys(volume).filter((key) => key !== 'name') : [];
    const isTwice = seen.has(name);
    seen.add(name);
    return [
      ...(name === '' ? [required(`${field}.name`)] : checkLabel(`${field}.name`, name)),
      ...(isTwice ? [duplicate(`${field}.name`, name)] : []),
      ...sources
        .filter((source) => source !== 'emptyDir' && sources.length > 1)
        .map((source) => forbiddenField(`${field}.${source}`, 'may not specify more than 1 volume type')),
    ];
  });
}

function checkContainers(containers: readonly Json[], at: string, volumes: readonly string[]): readonly Cause[] {
  const names = containers.map((container) => stringAt(container, 'name'));
  return containers.flatMap((container, index) => {
    const field = `${at}[${index}]`;
    const name = names[index] ?? '';
    const pull = stringAt(container, 'imagePullPolicy');
    return [
      ...(name === '' ? [required(`${field}.name`)] : checkLabel(`${field}.name`, name)),
      ...(name !== '' && names.indexOf(name) < index ? [duplicate(`${field}.name`, name)] : []),
      ...(stringAt(container, 'image') === '' ? [required(`${field}.image`)] : []),
      ...checkPorts(container, field),
      ...listAt(container, 'env').flatMap((variable, v) =>
        stringAt(variable, 'name') === '' ? [required(`${field}.env[${v}].name`)] : [],
      ),
      ...checkMounts(container, field, volumes),
      ...(PULL_POLICIES.includes(pull) ? [] : [unsupported(`${field}.imagePullPolicy`, pull, PULL_POLICIES)]),
      ...checkResources(container, field),
      ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) => checkProbe(container, field, probe)),
    ];
  });
}

function checkPorts(container: Json, at: string): readonly Cause[] {
  return listAt(container, 'ports').flatMap((port, index) => {
    const field = `${at}.ports[${index}]`;
    const number = valueAt(port, 'containerPort') ?? 0;
    const protocol = stringAt(port, 'protocol');
    return [
      ...(number === 0 ? [required(`${field}.containerPort`)] : checkPort(`${field}.containerPort`, number)),
      ...(PROTOCOLS.includes(protocol) ? [] : [unsupported(`${field}.protocol`, protocol, PROTOCOLS)]),
    ];
  });
}

function checkMounts(container: Json, at: string, volumes: readonly string[]): readonly Cause[] {
  return listAt(container, 'volumeMounts').flatMap((mount, index) => {
    const field = `${at}.volumeMounts[${index}]`;
    const name = stringAt(mount, 'name');
    return [
      ...(volumes.includes(name) ? [] : [notFoundValue(`${field}.name`, name)]),
      ...(stringAt(mount, 'mountPath') === '' ? [required(`${field}.mountPath`)] : []),
    ];
  });
}

function checkResources(container: Json, at: string): readonly Cause[] {
  const limits = objectAt(container, 'resources.limits');
  return Object.entries(objectAt(container, 'resources.requests')).flatMap(([name, request]) => {
    const limit = limits[name];
    if (limit === undefined || quantityValue(String(request)) <= quantityValue(String(limit))) return [];
    const why = `must be less than or equal to ${name} limit of ${String(limit)}`;
    return [invalidValue(`${at}.resources.requests`, String(request), why)];
  });
}

function checkProbe(container: Json, at: string, name: string): readonly Cause[] {
  const probe = valueAt(container, name);
  if (!isObject(probe)) return [];
  const field = `${at}.${name}`;
  const handler = HANDLERS.find((key) => isObject(probe[key]));
  if (handler === undefined) return [required(field, 'must specify a handler type')];
  const port = valueAt(probe, `${handler}.port`);
  return typeof port === 'number' ? checkPort(`${field}.${handler}.port`, port) : [];
}
