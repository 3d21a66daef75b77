// The release that a command is about: the built-in stack, or one of a person's own manifests.
import { AppError } from '../../shared/errors.ts';
import { CONSENTS, type Consent, type ConsentKind } from '../../shared/model/consent.ts';
import { STACK_NAMESPACE, STACK_RELEASE } from '../../shared/model/stack.ts';
import type { ManagedRelease } from '../session/managed-release.ts';
import type { Session } from '../session/session.ts';
import { openSources } from './manifest-sources.ts';
import { desiredOf } from './manifests-in.ts';

/** The words that choose a release. */
export interface ReleaseOptions {
  readonly namespace?: string;
  /** Directories, files and pipes of manifests. */
  readonly from?: readonly string[];
}

/** The words that agree to something. */
export interface ConsentOptions {
  readonly forceConflicts?: boolean;
  readonly adopt?: boolean;
  readonly takeOver?: boolean;
}

// Helm's rule, so that its commands take the name too.
const NAME = /^[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?$/;

/** Throws `badInput` for a name that cannot be one, and for manifests without a name. */
export function chooseRelease(session: Session, name: string | undefined, options: ReleaseOptions): ManagedRelease {
  const { from } = options;
  if (name === undefined && from !== undefined) {
    throw new AppError('badInput', '--from needs the name of a release, such as: odin install my-app --from my-app/');
  }
  const release = name ?? STACK_RELEASE;
  if (!NAME.test(release)) {
    const rule = 'use up to 53 small letters, digits and dashes';
    throw new AppError('badInput', `"${release}" cannot be the name of a release: ${rule}.`);
  }
  const isStack = release === STACK_RELEASE && from === undefined;
  const own = isStack ? STACK_NAMESPACE : (session.context.namespace ?? 'default');
  const namespace = options.namespace ?? own;
  if (isStack && namespace === STACK_NAMESPACE) return session.stack;
  const sources = from === undefined ? undefined : openSources(from);
  return session.releaseOf({
    release,
    namespace,
    desired: async ({ settings }, signal) => {
      if (settings !== undefined) {
        throw new AppError(
          'badInput',
          `--settings are of the built-in stack; release ${release} has its manifests alone.`,
        );
      }
      if (sources !== undefined) return desiredOf(await sources(signal), { release, namespace });
      throw new AppError(
        'badInput',
        `Where are the manifests of release ${release}? Name their directory with --from.`,
      );
    },
  });
}

/** What was agreed to on the command line. */
export function consentOf({ forceConflicts, adopt, takeOver }: ConsentOptions): Consent {
  const given: Readonly<Record<ConsentKind, boolean | undefined>> = { force: forceConflicts, adopt, takeOver };
  return CONSENTS.filter((kind) => given[kind] === true);
}
