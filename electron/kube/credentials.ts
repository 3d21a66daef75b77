// The proof of who we are, in each way that a kubeconfig's user can say it. client-node refreshes OIDC tokens; nothing else is its.
import { z } from 'zod';
import { AppError, toAppError } from '../../shared/errors.ts';
import { knownSecrets } from '../log/known-secrets.ts';
import { ExecPlugin, type PluginOptions } from './exec-plugin.ts';
import { beside } from './inline-files.ts';
import { learnNamed } from './learn-secrets.ts';
import type { ResolvedContext } from './read-context.ts';
import { TokenFile } from './token-file.ts';

/** What a server is shown. Certificate and key in PEM. */
export interface Proof {
  readonly authorization?: string;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
}

/** Makes proofs. */
export interface Credentials {
  /** The one that is valid now. Throws `AppError` `unauthorized`, `unsupported`. */
  get(): Promise<Proof>;
  /** Whether a person may be needed for it, so that it is waited for without limit. */
  readonly isPatient: boolean;
  /** Ends what runs for it, or waits until it has ended. */
  end(how: 'now' | 'gracefully'): Promise<void>;
}

/** As client-go: a token, a password or a certificate of the kubeconfig's own comes before any plugin. */
export function credentialsOf(context: ResolvedContext, options: PluginOptions): Credentials {
  const { user, cluster, file } = context;
  const certificate = certificateOf(context);
  const hasOwn = user.token || user.tokenFile || user.username || certificate.cert !== undefined;
  if (user.exec && !hasOwn) {
    const plugin = new ExecPlugin(user.exec, cluster, file, options);
    return {
      isPatient: true,
      end: (how) => plugin.end(how),
      get: async () => {
        const { token, cert, key } = await plugin.get();
        knownSecrets.learn(key);
        return {
          ...(token === undefined
            ? {}
            : { authorization: bearer(token, `The credential plugin ${user.exec?.command}`) }),
          ...(cert === undefined || key === undefined ? {} : { cert, key }),
        };
      },
    };
  }
  const authorize = authorizationOf(context);
  return {
    isPatient: false,
    end: async () => undefined,
    get: async () => {
      const authorization = await authorize();
      return { ...certificate, ...(authorization === undefined ? {} : { authorization }) };
    },
  };
}

function certificateOf({ user }: ResolvedContext): Pick<Proof, 'cert' | 'key'> {
  const { 'client-certificate-data': cert, 'client-key-data': key } = user;
  return cert && key ? { cert: Buffer.from(cert, 'base64'), key: Buffer.from(key, 'base64') } : {};
}

function authorizationOf({ user, file, context }: ResolvedContext): () => Promise<string | undefined> {
  if (user.tokenFile) {
    const path = beside(file, user.tokenFile);
    const tokens = new TokenFile(path);
    const { token: fallback } = user;
    return async () => {
      try {
        return bearer(tokens.get(), `The token file ${path}`);
      } catch (error) {
        if (fallback) return bearer(fallback, `The user of context ${context} in ${file}`);
        throw error;
      }
    };
  }
  const { token } = user;
  if (token) return async () => bearer(token, `The user of context ${context} in ${file}`);
  if (user.username) {
    const basic = `Basic ${Buffer.from(`${user.username}:${user.password ?? ''}`).toString('base64')}`;
    return async () => basic;
  }
  return user['auth-provider'] ? oidcOf(user['auth-provider'], file, context) : async () => undefined;
}

const authProviderSchema = z.object({ name: z.string(), config: z.record(z.string(), z.string()).nullish() });

/** The one provider that kubectl still has; gcp and azure became credential plugins in Kubernetes 1.26. */
function oidcOf(given: unknown, file: string, context: string): () => Promise<string | undefined> {
  const provider = authProviderSchema.safeParse(given);
  const refuse = (what: string, cause?: unknown): AppError => {
    const message = `The credentials of context ${context} in ${file} could not be made: ${what}`;
    return new AppError('unauthorized', message, { subject: file, ...(cause === undefined ? {} : { cause }) });
  };
  if (!provider.success || provider.data.name !== 'oidc') {
    const what =
      'its auth-provider is not oidc, the one that is left: get a new kubeconfig, which has a credential plugin.';
    return async () => {
      throw refuse(what);
    };
  }
  const options = { headers: {} as Record<string, string> };
  const asked = { name: 'only', authProvider: { name: 'oidc', config: { ...provider.data.config } } };
  // It remembers whom it has asked.
  let making: ReturnType<typeof openIdConnect> | undefined;
  return async () => {
    try {
      making ??= openIdConnect();
      const auth = await making;
      await auth.applyAuthentication(asked, options);
      learnNamed(asked.authProvider.config);
      knownSecrets.learn(options.headers.Authorization?.replace(/^Bearer /, ''));
    } catch (error) {
      throw refuse(toAppError(error).message, error);
    }
    return options.headers.Authorization;
  };
}

/** Loaded for whom it is: few kubeconfigs need it, and its libraries take long. */
async function openIdConnect() {
  const { OpenIDConnectAuth } = await import('@kubernetes/client-node/dist/oidc_auth.js');
  return new OpenIDConnectAuth();
}

/** Throws `AppError` `unauthorized` for what no header can carry, without repeating it. */
function bearer(token: string, who: string): string {
  knownSecrets.learn(token);
  if (/^[\t\x20-\x7e]+$/.test(token)) return `Bearer ${token}`;
  throw new AppError(
    'unauthorized',
    `${who} gives a token with line ends or other characters that no token has: log in again.`,
  );
}
