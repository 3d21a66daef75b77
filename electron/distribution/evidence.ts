// The signs by which a connected cluster tells of its distribution, read off its objects and bounded: it may say anything.
import { record, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { NodeEvidence } from './distribution.ts';

export interface Evidence {
  /** `gitVersion` of the API server; '' where it is not known. */
  readonly version: string;
  readonly nodes: readonly NodeEvidence[];
  /** Provisioners of its StorageClasses. */
  readonly provisioners: readonly string[];
}

/** More of them tell nothing that these do not. */
const MOST_NODES = 500;
const MOST_KEYS = 200;
const LONGEST = 300;

/** Of nodes as the API server gives them, and the provisioners of its StorageClasses. */
export function evidenceOf(version: string, nodes: readonly KubeObject[], provisioners: readonly string[]): Evidence {
  return {
    version: bounded(version),
    nodes: nodes.slice(0, MOST_NODES).map(nodeEvidence),
    provisioners: provisioners.slice(0, MOST_KEYS).map(bounded),
  };
}

/** Of a node as the API server gives it. */
export function nodeEvidence(node: KubeObject): NodeEvidence {
  const { metadata: told, spec, status } = record(node);
  const metadata = record(told);
  const { osImage, kubeletVersion } = record(record(status).nodeInfo);
  return {
    name: bounded(metadata.name),
    labels: keysOf(metadata.labels),
    annotations: keysOf(metadata.annotations),
    providerId: bounded(record(spec).providerID),
    osImage: bounded(osImage),
    kubeletVersion: bounded(kubeletVersion),
  };
}

function keysOf(pairs: unknown): readonly string[] {
  return Object.keys(record(pairs)).slice(0, MOST_KEYS).map(bounded);
}

function bounded(value: unknown): string {
  return text(value).slice(0, LONGEST);
}
