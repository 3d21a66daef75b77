// The stack of a command that asks no cluster: a version, settings and a namespace, as for a cluster that lacks nothing.
import { join } from 'node:path';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { assetsDir } from '../assets.ts';
import { COMPLETE_CLUSTER } from '../stack/cluster-checks/capabilities.ts';
import { type RenderedStack, renderStack } from '../stack/render.ts';
import { readSettingsFile } from '../stack/settings/settings-file.ts';

/** The words that choose it, as `odin install` has them. */
export interface StackOptions {
  readonly stackVersion?: string;
  /** A file of settings. Default: all defaults. */
  readonly settings?: string;
  readonly namespace?: string;
}

/** Throws as `renderStack` and `readSettingsFile` do. */
export async function chosenStack(options: StackOptions): Promise<RenderedStack> {
  const { stackVersion, settings, namespace = STACK_NAMESPACE } = options;
  return renderStack({
    assetsDir: join(assetsDir(), 'stack'),
    ...(stackVersion === undefined ? {} : { version: stackVersion }),
    namespace,
    capabilities: COMPLETE_CLUSTER,
    settings: settings === undefined ? undefined : (await readSettingsFile(settings)).settings,
  });
}
