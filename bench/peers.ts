// The peers of the engine: helm and kubectl, as a person runs them. Each gives the seconds that the process took.
import { helm, kubectl, RELEASE, type Scene } from './scene.ts';
import { secondsOf } from './statistics.ts';

/** The namespace is made by helm, as `odin` makes it. */
export function helmInstall(scene: Scene): Promise<number> {
  const options = ['--create-namespace', '--wait', '--timeout', '10m'];
  return secondsOf(() => helm(scene, 'install', RELEASE, scene.chart, ...options));
}

export function helmUpgrade(scene: Scene): Promise<number> {
  return secondsOf(() => helm(scene, 'upgrade', RELEASE, scene.chart, '--wait', '--timeout', '10m'));
}

export function kubectlApply(scene: Scene): Promise<number> {
  return secondsOf(() => kubectl(scene, 'apply', '--server-side', '-f', scene.folder, '-n', scene.namespace));
}

/** Everything but storing it. */
export function kubectlDryRun(scene: Scene): Promise<number> {
  const flags = ['--server-side', '--dry-run=server'];
  return secondsOf(() => kubectl(scene, 'apply', ...flags, '-f', scene.folder, '-n', scene.namespace));
}

/** Fails when there is something to show. */
export function kubectlDiff(scene: Scene): Promise<number> {
  return secondsOf(() => kubectl(scene, 'diff', '--server-side', '-f', scene.folder, '-n', scene.namespace));
}
