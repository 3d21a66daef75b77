// An attack, and what must come of it.
import type { Malice } from './server.ts';

export interface Attack extends Malice {
  readonly name: string;
  /** Default: `status`. FOLDER stands for a folder of the attack's own. */
  readonly args?: readonly string[];
  /** The exit status; one of two where it is a race between too much and too late. */
  readonly code: number | readonly number[];
  /** The sentence. */
  readonly says: RegExp;
  /** Its program's own words are passed on, a thousand lines of them. */
  readonly isLoud?: boolean;
  /** Makes files in the folder, and gives the user or the cluster of the kubeconfig parts. */
  readonly files?: (folder: string) => { readonly user?: object; readonly cluster?: object; readonly text?: string };
}
