// A kubeconfig's credential plugin, made runnable from a desktop app: found, given its PATH, and named when it fails.
import { dirname } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { KubeconfigCluster, KubeconfigExec } from './kubeconfig-file.ts';
import { findProgram } from './login-path.ts';

/**
 * The same plugin with an absolute command and, in its environment, the login shell's PATH and `KUBERNETES_EXEC_INFO`
 * (https://kubernetes.io/docs/reference/config-api/client-authentication.v1/).
 *
 * Throws `AppError` `unauthorized` when there is no such command, `unsupported` when it must talk to a person.
 */
export async function preparePlugin(
  exec: KubeconfigExec,
  cluster: KubeconfigCluster,
  file: string,
  path: string,
): Promise<KubeconfigExec> {
  if (exec.interactiveMode === 'Always') {
    const message = `The credential plugin ${exec.command} of ${file} must talk to a person on a terminal: log in there first.`;
    throw new AppError('unsupported', message, { subject: file });
  }
  const command = await findCommand(exec.command, file, path);
  if (command === undefined) {
    const hint = exec.installHint?.trim().replace(/\s+/g, ' ');
    const message = `The credential plugin ${exec.command}, which ${file} asks for, was not found: install it${hint ? ` (${hint})` : ''}, or choose another context.`;
    throw new AppError('unauthorized', message, { subject: exec.command });
  }
  const info = { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(execInfo(exec, cluster)) };
  return { ...exec, command, env: [{ name: 'PATH', value: path }, info, ...(exec.env ?? [])] };
}

/** What a plugin's failure says: its own last line, or that it did not run. */
export function pluginError(exec: KubeconfigExec, error: unknown): AppError {
  const lines = (error instanceof Error ? error.message : String(error)).trim().split('\n');
  const said = lines.findLast((line) => line.trim() !== '')?.trim() ?? 'it said nothing';
  const message = `The credential plugin ${exec.command} failed: ${said}`;
  return new AppError('unauthorized', message, { subject: exec.command, cause: error });
}

async function findCommand(command: string, file: string, path: string): Promise<string | undefined> {
  // As client-go does: a name with a separator is relative to the kubeconfig, a bare name is looked for on PATH.
  return /[/\\]/.test(command) ? findProgram(command, dirname(file)) : findProgram(command, path);
}

function execInfo(exec: KubeconfigExec, cluster: KubeconfigCluster): object {
  const provided = {
    server: cluster.server,
    'certificate-authority-data': cluster['certificate-authority-data'] ?? undefined,
    'insecure-skip-tls-verify': cluster['insecure-skip-tls-verify'] ?? undefined,
    'tls-server-name': cluster['tls-server-name'] ?? undefined,
    'proxy-url': cluster['proxy-url'] ?? undefined,
  };
  return {
    apiVersion: exec.apiVersion ?? 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    spec: { interactive: false, ...(exec.provideClusterInfo ? { cluster: provided } : {}) },
  };
}
