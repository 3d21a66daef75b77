// The approvals of one cluster, told from others by what it is and not by what a kubeconfig calls it.
import { createHash } from 'node:crypto';
import { record, text } from '../../shared/json.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import type { Approval, Approvals, ReleaseTarget } from '../release/context.ts';
import type { ApprovalLedger } from './approval-ledger.ts';

/** A change does not wait longer for what it can go on without. */
const PATIENCE_MS = 5_000;

export class ClusterApprovals implements Approvals {
  readonly #client: KubeClient;
  readonly #ledger: ApprovalLedger;
  #identity: Promise<string> | undefined;

  constructor(client: KubeClient, ledger: ApprovalLedger) {
    this.#client = client;
    this.#ledger = ledger;
  }

  note(target: ReleaseTarget, approval: Approval): Promise<void> {
    return this.#keyed(target, (key) => this.#ledger.note(key, approval), undefined);
  }

  current(target: ReleaseTarget): Promise<Approval | undefined> {
    return this.#keyed(target, (key) => this.#ledger.change(key), undefined);
  }

  settle(target: ReleaseTarget): Promise<void> {
    return this.#keyed(target, (key) => this.#ledger.settle(key), undefined);
  }

  knows(target: ReleaseTarget, content: string): Promise<boolean> {
    return this.#keyed(target, (key) => this.#ledger.knows(key, content), false);
  }

  /** Where the cluster does not say what it is, nothing was approved on it. */
  async #keyed<T>({ namespace, release }: ReleaseTarget, use: (key: string) => T, otherwise: T): Promise<T> {
    try {
      this.#identity ??= this.#identify();
      const identity = await this.#identity;
      return use(
        createHash('sha256')
          .update(JSON.stringify([identity, namespace, release]))
          .digest('hex'),
      );
    } catch {
      this.#identity = undefined;
      return otherwise;
    }
  }

  /** The uid of its first namespace; its address for who may not see that. */
  async #identify(): Promise<string> {
    const path = '/api/v1/namespaces/kube-system';
    try {
      const { body } = await this.#client.request({
        path,
        timeoutMs: PATIENCE_MS,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const uid = text(record(record(body).metadata).uid);
      if (uid === '') throw new Error('a namespace without a uid');
      return `uid ${uid}`;
    } catch (error) {
      if (error instanceof ApiError && (error.status === 403 || error.status === 404))
        return `at ${this.#client.server}`;
      throw error;
    }
  }
}
