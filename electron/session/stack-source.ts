// The built-in stack as a release's source: from its assets, the settings and what the cluster can do to objects.
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { InstallChoice } from '../../shared/model/plan-request.ts';
import type { ReleaseNotes } from '../../shared/model/release-notes.ts';
import { STACK_NAMESPACE, STACK_RELEASE } from '../../shared/model/stack.ts';
import { DEFAULT_SETTINGS } from '../../shared/model/stack-settings.ts';
import type { Site } from '../distribution/ways-at.ts';
import type { KubeClient } from '../kube/client.ts';
import type { Desired } from '../release/wanted/desired.ts';
import { readCapabilities } from '../stack/cluster-checks/capabilities.ts';
import { assertExistingPrometheus, otherPrometheusNotes } from '../stack/cluster-checks/existing-service.ts';
import { placeNotes } from '../stack/cluster-checks/place-notes.ts';
import { GRAFANA_ADMIN } from '../stack/components/rows/grafana-secrets.ts';
import { readReleaseNotes } from '../stack/manifests/release-notes.ts';
import { listVersions } from '../stack/manifests/versions.ts';
import { renderStack } from '../stack/render.ts';
import { type ReadSettings, readSettings } from '../stack/settings/read-settings.ts';
import type { ChosenFolders } from './chosen-folders.ts';
import { existingNotes } from './existing-access.ts';
import { lostPassword } from './lost-password.ts';
import type { ReleaseSource } from './managed-release.ts';

/** The release that this app is about. */
export const STACK = { release: STACK_RELEASE, namespace: STACK_NAMESPACE } as const;

/** What the source needs. */
export interface StackSourceOptions {
  readonly client: KubeClient;
  /** How the kubeconfig calls the cluster; undefined where none does. */
  readonly names?: Site['names'];
  readonly assetsDir: string;
  /** The settings that the stack has in the cluster; undefined where nothing was chosen. */
  readonly installed: (signal: AbortSignal) => Promise<ReadSettings | undefined>;
  /** Whether a plan says on whose machine it installs. */
  readonly tellsPlace: (signal: AbortSignal) => Promise<boolean>;
  /** The folders of extra manifests that may be read. Default: whichever the settings name. */
  readonly folders?: Pick<ChosenFolders, 'has'> | undefined;
}

/** The stack for one cluster. */
export class StackSource implements ReleaseSource {
  readonly release = STACK.release;
  readonly namespace = STACK.namespace;
  readonly #options: StackSourceOptions;
  readonly #assetsDir: string;

  constructor(options: StackSourceOptions) {
    this.#options = options;
    this.#assetsDir = join(options.assetsDir, 'stack');
  }

  /** The stack as objects. Default: its newest version, with the settings that it has. */
  async desired({ version, settings }: InstallChoice, signal: AbortSignal): Promise<Desired> {
    const { client, names, installed, tellsPlace } = this.#options;
    const [capabilities, isPlaceTold, chosen] = await Promise.all([
      readCapabilities(client, signal, undefined, names),
      tellsPlace(signal),
      settings === undefined ? installed(signal) : readSettings(settings, 'The settings'),
    ]);
    this.#assertChosen(chosen?.settings.extraManifests);
    const existing = chosen?.settings.prometheus.existing;
    if (existing !== undefined) await assertExistingPrometheus(client, existing, signal);
    const rendered = await renderStack({
      assetsDir: this.#assetsDir,
      namespace: STACK.namespace,
      capabilities,
      settings: chosen?.settings,
      ...(version === undefined ? {} : { version }),
    });
    const notes = await (existing === undefined
      ? otherPrometheusNotes(client, signal)
      : existingNotes(client, existing, signal));
    const hasGrafana = rendered.createOnly.some(({ metadata }) => metadata.name === GRAFANA_ADMIN.name);
    const nextSteps = hasGrafana ? await lostPassword(client, signal) : [];
    return {
      ...STACK,
      ...rendered,
      notes: [...(isPlaceTold ? placeNotes(capabilities.place) : []), ...rendered.notes, ...notes],
      nextSteps,
      values: { supplied: chosen?.supplied ?? {}, defaults: DEFAULT_SETTINGS },
    };
  }

  /** Settings come from the page, and from records that others may write, too. */
  #assertChosen(folder: string | undefined): void {
    const { folders } = this.#options;
    if (folder === undefined || folders === undefined || folders.has(folder)) return;
    throw new AppError(
      'badInput',
      `The settings: extraManifests is ${folder}, which nobody has chosen on this machine: choose it in the settings.`,
      { subject: 'extraManifests' },
    );
  }

  /** The versions that the assets have, newest first. */
  versions(): ReturnType<typeof listVersions> {
    return listVersions(this.#assetsDir);
  }

  /** What a version of the stack brings. Throws as `readReleaseNotes` does. */
  releaseNotes(version: string): Promise<ReleaseNotes> {
    return readReleaseNotes(this.#assetsDir, version);
  }
}
