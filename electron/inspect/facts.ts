// Facts that a person asks for by kind: a Service's name in the cluster and its endpoints, a claim's size, a node's capacity.
import { integer, record, records, scalar, text } from '../../shared/json.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { conditionOf } from '../cluster/health/conditions.ts';
import { serviceRow } from '../cluster/service-row.ts';
import { type Around, relatedOf } from './around.ts';

/** A fact in words. */
type Fact = Extract<Inspection, { state: 'there' }>['facts'][number];

/** Longer ones are for the YAML. */
const MOST_CHARACTERS = 300;

/** Those that are known, in the order in which they are looked for. */
export function factsOf(object: KubeObject, around: Around): Fact[] {
  return pairsOf(object, around)
    .filter(([, value]) => value !== '')
    .map(([label, value]) => ({
      label,
      value: value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS)}…` : value,
    }));
}

function pairsOf(object: KubeObject, around: Around): [label: string, value: string][] {
  const spec = record(object.spec);
  const status = record(object.status);
  switch (object.kind) {
    case 'Service':
      return ofService(object, around);
    case 'Pod':
      return [
        ['IP', text(status.podIP)],
        ['Quality of service', text(status.qosClass)],
        ['Priority', text(spec.priorityClassName)],
      ];
    case 'Deployment':
    case 'StatefulSet':
    case 'ReplicaSet':
      return [
        ['Replicas', `${integer(status.readyReplicas)} of ${integer(spec.replicas, 1)} ready`],
        ['Strategy', text(record(spec.strategy).type) || text(record(spec.updateStrategy).type)],
      ];
    case 'DaemonSet':
      return [['Pods', `${integer(status.numberReady)} of ${integer(status.desiredNumberScheduled)} ready`]];
    case 'Job':
      return [['Completions', `${integer(status.succeeded)} of ${integer(spec.completions, 1)}`]];
    case 'CronJob':
      return [
        ['Schedule', text(spec.schedule)],
        ['Time zone', text(spec.timeZone)],
        ['Paused', spec.suspend === true ? 'yes' : ''],
      ];
    case 'PersistentVolumeClaim':
      return [
        ['Size', text(record(status.capacity).storage) || text(record(record(spec.resources).requests).storage)],
        ['Storage class', text(spec.storageClassName)],
        ['Access', listed(spec.accessModes)],
        ['Volume', text(spec.volumeName)],
      ];
    case 'PersistentVolume':
      return [
        ['Size', text(record(spec.capacity).storage)],
        ['Storage class', text(spec.storageClassName)],
        ['Kept when released', text(spec.persistentVolumeReclaimPolicy)],
      ];
    case 'Ingress':
      return [
        ['Hosts', listed(records(spec.rules).map(({ host }) => text(host) || '*'))],
        ['Class', text(spec.ingressClassName)],
      ];
    case 'ConfigMap':
      return [['Keys', listed([...Object.keys(record(object.data)), ...Object.keys(record(object.binaryData))])]];
    case 'Secret':
      return [
        ['Type', text(object.type)],
        ['Keys', listed(Object.keys(record(object.data)))],
      ];
    case 'Node':
      return ofNode(object);
    default:
      return [];
  }
}

function ofService(service: KubeObject, around: Around): [string, string][] {
  const { dnsName, ports, readyEndpoints, totalEndpoints } = serviceRow(
    service,
    relatedOf(around),
    service.metadata.name,
  );
  const spec = record(service.spec);
  const ingress = records(record(record(service.status).loadBalancer).ingress);
  return [
    ['DNS name', dnsName],
    ['Type', text(spec.type)],
    ['Ports', listed(ports.map(({ port, protocol, name }) => `${port}/${protocol}${name ? ` ${name}` : ''}`))],
    ['Endpoints', `${readyEndpoints} of ${totalEndpoints} ready`],
    ['Cluster IP', text(spec.clusterIP)],
    ['Addresses', listed(ingress.map(({ ip, hostname }) => text(ip) || text(hostname)))],
    ['External name', text(spec.externalName)],
  ];
}

function ofNode(node: KubeObject): [string, string][] {
  const status = record(node.status);
  const { kubeletVersion, osImage, architecture } = record(status.nodeInfo);
  const capacity = record(status.capacity);
  const gpus = Object.entries(capacity).filter(([name]) => name.includes('gpu'));
  const problems = ['MemoryPressure', 'DiskPressure', 'PIDPressure'].filter(
    (type) => conditionOf(node, type)?.status === 'True',
  );
  return [
    ['CPU', scalar(capacity.cpu)],
    ['Memory', text(capacity.memory)],
    ['GPUs', listed(gpus.map(([name, count]) => `${scalar(count)} ${name}`))],
    ['Pods', scalar(capacity.pods)],
    ['Kubelet', text(kubeletVersion)],
    ['System', [text(osImage), text(architecture)].filter((part) => part !== '').join(', ')],
    ['Addresses', listed(records(status.addresses).map(({ address }) => text(address)))],
    ['Taints', listed(records(record(node.spec).taints).map(({ key, effect }) => `${text(key)}: ${text(effect)}`))],
    ['Under pressure', listed(problems)],
  ];
}

function listed(values: unknown): string {
  return Array.isArray(values) ? values.filter((one) => typeof one === 'string' && one !== '').join(', ') : '';
}
