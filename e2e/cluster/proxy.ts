// `kubectl proxy`, for many small questions to a cluster: a program for each would take longer than its answer.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TestCluster } from './cluster.ts';

/** The API over plain http, as kubectl's user. */
export interface ApiProxy {
  /** The body of an answer; rejects with it when it is not a success. */
  get(path: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts one on a free port. */
export async function startApiProxy({ kubeconfig }: TestCluster): Promise<ApiProxy> {
  const child = spawn('kubectl', [`--kubeconfig=${kubeconfig}`, 'proxy', '--port=0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const address = await new Promise<string>((resolve, reject) => {
    let told = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      told += text;
      const [, found] = told.match(/Starting to serve on (\S+)\n/) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`kubectl proxy ended with ${code}: ${told}`)));
  });
  return {
    async get(path) {
      const answer = await fetch(`http://${address}${path}`);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${text}`);
      return text;
    },
    async stop() {
      child.kill();
      await ended;
    },
  };
}
