// A temporary folder for the kubeconfigs and plugins of a test.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Parts of the one cluster and the one user of a kubeconfig, in its own words. */
export interface KubeconfigParts {
  readonly cluster: object;
  readonly user?: object;
}

export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'odin-wire-'));

  constructor() {
    onTestFinished(() => rmSync(this.path, { recursive: true, force: true }));
  }

  write(name: string, content: string, mode = 0o600): string {
    const file = join(this.path, name);
    writeFileSync(file, content);
    chmodSync(file, mode);
    return file;
  }

  /** Writes a kubeconfig whose one context is called `test`; returns what `connect` takes. */
  kubeconfig({ cluster, user = {} }: KubeconfigParts): { readonly file: string; readonly context: string } {
    const file = this.write(
      'kubeconfig',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'test',
        clusters: [{ name: 'it', cluster }],
        users: [{ name: 'me', user }],
        contexts: [{ name: 'test', context: { cluster: 'it', user: 'me' } }],
      }),
    );
    return { file, context: 'test' };
  }
}
