// Label and field selectors of lists and watches.
// Source: https://github.com/kubernetes/apimachinery/blob/master/pkg/labels/selector.go
import { badRequest } from '../store/failure.ts';
import { type JsonObject, objectAt, valueAt } from '../store/json.ts';
import type { Resource } from '../store/resources.ts';

export type Matcher = (object: JsonObject) => boolean;

const KEY = `[A-Za-z0-9][-A-Za-z0-9_./]*`;
const SET = new RegExp(String.raw`^(${KEY})\s+(in|notin)\s*\(([^)]*)\)$`);
const EQUALITY = new RegExp(String.raw`^(${KEY})\s*(==|!=|=)\s*([-A-Za-z0-9_.]*)$`);
const EXISTS = new RegExp(String.raw`^(!?)\s*(${KEY})$`);

/** Matches objects by their labels: `a=b,c!=d,e in (f,g),h,!i`. */
export function labelMatcher(selector: string): Matcher {
  const requirements = splitOutside(selector).map(parseLabelRequirement);
  return (object) => {
    const labels = objectAt(object, 'metadata.labels');
    return requirements.every((holds) => holds(labels));
  };
}

function splitOutside(selector: string): readonly string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function parseLabelRequirement(text: string): (labels: JsonObject) => boolean {
  const [, setKey = '', how, list = ''] = SET.exec(text) ?? [];
  if (how !== undefined) {
    const values = list.split(',').map((value) => value.trim());
    const isWanted = how === 'in';
    return (labels) => (setKey in labels ? values.includes(String(labels[setKey])) === isWanted : !isWanted);
  }
  const [, key = '', operator, value = ''] = EQUALITY.exec(text) ?? [];
  if (operator === '!=') return (labels) => labels[key] !== value;
  if (operator !== undefined) return (labels) => labels[key] === value;
  const [, not, name = ''] = EXISTS.exec(text) ?? [];
  if (not !== undefined) return (labels) => name in labels === (not === '');
  const unexpected = /(?:==|!=|=)\s*([=!])/.exec(text)?.[1] ?? /\s(\S+)\s*$/.exec(text)?.[1] ?? '';
  throw badRequest(`unable to parse requirement: found '${unexpected}', expected: identifier`);
}

/** Fields that may be selected beside the name and the namespace. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  Namespace: ['status.phase'],
  Node: ['spec.unschedulable'],
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  ReplicaSet: ['status.replicas'],
  Secret: ['type'],
  Service: ['spec.clusterIP', 'spec.type'],
};

/** Matches objects by fields: `metadata.name=x,status.phase!=Running`. */
export function fieldMatcher(selector: string, resource: Resource): Matcher {
  const known = ['metadata.name', 'metadata.namespace', ...(FIELDS[resource.struct] ?? [])];
  const requirements = selector
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [, field = '', operator, value = ''] = /^([^=!]+)(==|!=|=)(.*)$/.exec(part) ?? [];
      if (operator === undefined) throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`);
      if (!known.includes(field)) throw unknownField(field, resource);
      const path = resource.struct === 'Event' && field === 'source' ? 'source.component' : field;
      return (object: JsonObject) => (String(valueAt(object, path) ?? '') === value) === (operator !== '!=');
    });
  return (object) => requirements.every((holds) => holds(object));
}

function unknownField(field: string, resource: Resource) {
  const isPlain = FIELDS[resource.struct] === undefined;
  const hint = isPlain ? `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"` : '';
  return badRequest(hint === '' ? `field label not supported: ${field}` : hint);
}
