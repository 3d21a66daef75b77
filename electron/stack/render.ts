// The stack's manifests and a cluster's capabilities → the objects to apply, and what is left out and why.
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { type KubeObject, refOf } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { DEFAULT_SETTINGS, type StackSettings } from '../../shared/model/stack-settings.ts';
import { applySettings } from './apply-settings.ts';
import type { Capabilities } from './cluster-checks/capabilities.ts';
import { assertHostPorts } from './cluster-checks/host-ports.ts';
import { assertClasses, missingFor } from './cluster-checks/requirements.ts';
import { componentNames } from './components/component-names.ts';
import { generatedSecrets, randomPassword } from './components/generated-secrets.ts';
import { idleSettings } from './components/idle-settings.ts';
import { select } from './components/selection.ts';
import { COMPONENTS } from './components/table.ts';
import { readComponents } from './manifests/component-folders.ts';
import { kustomize } from './manifests/kustomize.ts';
import { placeIn } from './manifests/place.ts';
import { chooseVersion } from './manifests/versions.ts';
import { extraManifests } from './settings/extra-manifests.ts';
import { withRoom } from './settings/quota.ts';

export interface RenderInput {
  /** The `assets/stack` folder. */
  readonly assetsDir: string;
  /** Default: the newest in `assetsDir`. */
  readonly version?: string;
  /** Default: all defaults, which is what `kubectl apply -k` installs. */
  readonly settings?: StackSettings | undefined;
  /** Names of components. Default: those that the settings choose. */
  readonly components?: ReadonlySet<string> | undefined;
  readonly namespace: string;
  readonly capabilities: Capabilities;
  /** Makes the generated passwords; a test may give its own. */
  readonly password?: () => string;
  /** Default: true. Who only counts what is applied needs no Secrets, whose hashes take a tenth of a second. */
  readonly makesSecrets?: boolean;
}

/** The objects of one version for one cluster. */
export interface RenderedStack {
  readonly version: string;
  /** To apply, in the order of the components and of their files. */
  readonly objects: readonly KubeObject[];
  /** To create where they do not exist, and never to change: generated Secrets. New at every call. */
  readonly createOnly: readonly KubeObject[];
  readonly skipped: readonly SkippedObject[];
  /** Whether an object is of the app's own files: not, where a manifest of the person's has its kind and name. */
  readonly isVouched: (ref: ObjectRef) => boolean;
  /** Sentences about what the settings leave out or open beyond what they say. */
  readonly notes: readonly string[];
}

/** An object that this cluster cannot run, or that is a hook of Helm, and why it is left out, in a sentence. */
export interface SkippedObject {
  readonly ref: ObjectRef;
  readonly reason: string;
}

const NAMESPACE_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * Reads a version's manifests and fits them to a cluster. Writes nothing anywhere.
 *
 * Throws `badInput` (unknown version or component, components that do not go together, impossible namespace,
 * settings that clash with the stack), `unsupported` (no such StorageClass or IngressClass, no default one,
 * a disk that is too small, a port of the nodes that is taken), `internal` (the assets are broken).
 */
export async function renderStack(input: RenderInput): Promise<RenderedStack> {
  const { assetsDir, namespace, capabilities, settings = DEFAULT_SETTINGS, password = randomPassword } = input;
  const makesSecrets = input.makesSecrets ?? true;
  if (!NAMESPACE_NAME.test(namespace)) {
    throw new AppError(
      'badInput',
      `"${namespace}" cannot be a namespace: use up to 63 small letters, digits and dashes.`,
    );
  }
  const version = await chooseVersion(assetsDir, input.version);
  const known = await readComponents(join(assetsDir, version));
  const components = select(known, input.components ?? componentNames(settings, known));
  const parts = await Promise.all(components.map(({ directory }) => kustomize(directory)));
  const placed = placeIn(namespace, applySettings(parts.flat(), settings));
  const withSecrets = new Set(makesSecrets ? components.map(({ name }) => name) : []);
  const createOnly = await generatedSecrets(withSecrets, namespace, password);
  const added =
    settings.extraManifests === undefined
      ? { files: [], skipped: [], notes: [] }
      : await extraManifests(settings.extraManifests, namespace, [...placed, ...createOnly]);
  const extra = added.files.flatMap(({ objects }) => objects);
  const requirements = COMPONENTS.flatMap(({ requires }) => requires ?? []);
  assertClasses([...placed, ...extra], capabilities);
  for (const { check } of COMPONENTS) check?.(placed, settings, capabilities);
  assertHostPorts([...placed, ...extra], capabilities.hostPorts);
  // Of the stack's own alone: an annotation on somebody's manifest may ask for what ODIN cannot look for.
  const judged = withRoom(placed, extra).map((object) => ({
    object,
    reason: missingFor(object, requirements, capabilities),
  }));
  // Where a manifest names no namespace it may be any: its kind and name say enough.
  const foreign = new Set(extra.map(({ kind, metadata }) => `${kind}/${metadata.name}`));
  return {
    version,
    isVouched: ({ kind, name }) => !foreign.has(`${kind}/${name}`),
    objects: [...judged.flatMap(({ object, reason }) => (reason === undefined ? [object] : [])), ...extra],
    createOnly,
    skipped: [
      ...judged.flatMap(({ object, reason }) => (reason === undefined ? [] : [{ ref: refOf(object), reason }])),
      ...added.skipped,
    ],
    notes: [
      ...COMPONENTS.flatMap(({ choice, leftOut }) => (choice.holds(settings) ? [] : (leftOut?.(settings) ?? []))),
      ...idleSettings(settings),
      ...COMPONENTS.flatMap(({ notes }) => notes?.(placed, settings, capabilities) ?? []),
      ...added.notes,
    ],
  };
}
