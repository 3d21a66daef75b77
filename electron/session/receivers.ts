// The receivers of one cluster's stack: which secrets of theirs are there, one put there, and a test for one of them.
import { AppError } from '../../shared/errors.ts';
import type { PutSecret, ReceiverSecretKeys, ReceiverTest, ReceiverTested } from '../../shared/model/receiver.ts';
import type { StackStatus } from '../../shared/model/stack.ts';
import type { AlertmanagerClient } from '../alerts/alertmanager.ts';
import type { KubeClient } from '../kube/client.ts';
import { TEST_ALERT, testLabels } from '../stack/receivers/test-labels.ts';
import { readReceivers } from '../stack/settings/receivers-fragment.ts';
import { putSecretKey, readSecretKeys } from './receiver-secrets.ts';

/** Alertmanager waits for half a minute for others of the same kind, and then tells. */
const LASTS_MS = 60_000;

/** What they need. */
export interface StackReceiversOptions {
  readonly client: KubeClient;
  readonly installed: (signal: AbortSignal) => Promise<StackStatus['installed']>;
  /** The receivers of the installed settings; empty where nothing was chosen. */
  readonly yaml: (signal: AbortSignal) => Promise<string>;
  /** Undefined where there is none that could be asked. */
  readonly alertmanager: (signal: AbortSignal) => Promise<Pick<AlertmanagerClient, 'post'> | undefined>;
}

/** Throws `AppError` in a sentence for what cannot be. */
export class StackReceivers {
  readonly #options: StackReceiversOptions;

  constructor(options: StackReceiversOptions) {
    this.#options = options;
  }

  /** The keys that the Secret has. Throws only where `signal` was aborted. */
  async secretKeys(signal: AbortSignal): Promise<ReceiverSecretKeys> {
    try {
      await this.#assertOurs(signal);
      return { state: 'known', keys: [...(await readSecretKeys(this.#options.client, signal))] };
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
      return { state: 'unknown', reason: error.message };
    }
  }

  /** Whether the key is there already. Throws where no secret may be put. */
  async hasSecret(key: string, signal: AbortSignal): Promise<boolean> {
    await this.#assertOurs(signal);
    return (await readSecretKeys(this.#options.client, signal)).includes(key);
  }

  async putSecret(secret: PutSecret, signal: AbortSignal): Promise<void> {
    await this.#assertOurs(signal);
    await putSecretKey(this.#options.client, secret, signal);
  }

  /** Hands Alertmanager an alert that ends by itself; nobody knows whether it arrives. */
  async test(test: ReceiverTest, signal: AbortSignal): Promise<ReceiverTested> {
    const yaml = await this.#options.yaml(signal);
    const fragment = yaml.trim() === '' ? undefined : readReceivers(yaml).fragment;
    if (fragment === undefined || !fragment.receivers.some(({ name }) => name === test.name)) {
      const words = `The installed stack has no receiver ${test.name} yet: show the plan and apply it, then send a test.`;
      throw new AppError('notFound', words, { subject: test.name });
    }
    const alertmanager = await this.#options.alertmanager(signal);
    if (alertmanager === undefined)
      throw new AppError(
        'unsupported',
        'There is no Alertmanager of the stack in this cluster, which would send a test.',
      );
    const now = Date.now();
    const { labels, isRouted } = testLabels(fragment.route, test);
    const alert = {
      labels,
      annotations: {
        summary: `A test of receiver ${test.name}, asked for in ODIN Control Panel`,
        description: `Nothing is wrong: ${TEST_ALERT} ends by itself within a minute.`,
      },
      startsAt: new Date(now).toISOString(),
      endsAt: new Date(now + LASTS_MS).toISOString(),
    };
    await alertmanager.post([alert], signal);
    return { endsAt: now + LASTS_MS, isRouted };
  }

  async #assertOurs(signal: AbortSignal): Promise<void> {
    const installed = await this.#options.installed(signal);
    if (installed === undefined)
      throw new AppError(
        'notFound',
        'The stack is not installed yet: passwords and tokens can be put there after that.',
      );
    if (installed.owner !== 'odin')
      throw new AppError(
        'unsupported',
        'This stack was not installed by ODIN, which puts no secrets into those of others.',
      );
  }
}
