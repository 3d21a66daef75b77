// The ConfigMaps and Secrets that the pods of an object may do without: asked for once for each of its generations, by name alone.
import { toAppError } from '../../shared/errors.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { podTemplateOf } from '../inspect/pod-spec.ts';
import { optionalOf, usedBy } from '../inspect/used.ts';
import type { KubeClient } from '../kube/client.ts';
import { ITS_METADATA_ONLY } from '../kube/metadata-only.ts';

/** More than any pod that is written by hand has. */
const MOST = 50;

export class OptionalSources {
  readonly #client: KubeClient;
  readonly #signal: AbortSignal;
  readonly #onChange: () => void;
  #there: ReadonlySet<string> = new Set();
  #asked = '';

  constructor(client: KubeClient, signal: AbortSignal, onChange: () => void) {
    this.#client = client;
    this.#signal = signal;
    this.#onChange = onChange;
  }

  /** Those that are known to be there now; asks where the object's are others than before. */
  of(object: KubeObject): ReadonlySet<string> {
    const { namespace = '' } = object.metadata;
    const template = podTemplateOf(object);
    const names = template === undefined ? [] : optionalOf(usedBy(template.spec)).slice(0, MOST);
    const asked = names.length === 0 ? '' : JSON.stringify([object.metadata.generation, ...names]);
    if (asked !== this.#asked) {
      this.#asked = asked;
      void this.#look(namespace, names, asked);
    }
    return this.#there;
  }

  async #look(namespace: string, names: readonly string[], asked: string): Promise<void> {
    const found = await Promise.all(names.map(async (name) => ((await this.#isThere(namespace, name)) ? [name] : [])));
    if (asked !== this.#asked || this.#signal.aborted) return;
    this.#there = new Set(found.flat());
    this.#onChange();
  }

  /** What may not be read is shown as it is named. */
  async #isThere(namespace: string, named: string): Promise<boolean> {
    const [kind, name = ''] = named.split('/');
    const plural = kind === 'Secret' ? 'secrets' : 'configmaps';
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/${plural}/${encodeURIComponent(name)}`;
    try {
      await this.#client.request({ path, accept: ITS_METADATA_ONLY, signal: this.#signal });
      return true;
    } catch (error) {
      return toAppError(error).code !== 'notFound';
    }
  }
}
