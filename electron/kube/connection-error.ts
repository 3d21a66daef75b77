// The reason why there was no whole answer, in one sentence with the server's address and the next step.
import { AppError } from '../../shared/errors.ts';
import { maskShown } from '../log/mask-text.ts';
import { remedyFor } from './remedy.ts';
import { serverPlace } from './server-place.ts';

/** What was asked of whom. */
export interface FailedRequest {
  /** The API server's address. */
  readonly server: string;
  /** The kubeconfig that names it. */
  readonly file: string;
  readonly context: string;
  /** `GET /api/v1/pods`. */
  readonly what: string;
  readonly platform: NodeJS.Platform;
  /** A sentence to add when there was no way to the server. */
  readonly advice?: string;
}

/** Codes of what a proxy would have helped against. */
const NO_WAY = ['ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH'];

/** Turns what undici, Node or `ws` threw into an `AppError` `unreachable`. */
export function connectionError(error: unknown, asked: FailedRequest): AppError {
  const { server, file, what, platform } = asked;
  const code = codeOf(error);
  const sentence =
    explainSilence(code, server, file, platform) ??
    explain(code, server, file) ??
    `The API server at ${server} broke off ${what}: ${textOf(error)}.`;
  const message = asked.advice !== undefined && NO_WAY.includes(code) ? `${sentence} ${asked.advice}` : sentence;
  const remedy = remedyFor({ ...asked, code });
  return new AppError('unreachable', message, { subject: server, cause: error, ...(remedy ? { remedy } : {}) });
}

/** Whether the connection was cut: a server restarting, or an idle connection that it had just closed. */
export function isReset(error: unknown): boolean {
  return ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(codeOf(error));
}

/** Node's or undici's code of an error; of several tries (IPv6, IPv4) the last one's. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors.at(-1));
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** macOS keeps an app from its own network until a person allows it, and says that there is no route. */
function explainSilence(code: string, server: string, file: string, platform: NodeJS.Platform): string | undefined {
  if (platform !== 'darwin' || code !== 'EHOSTUNREACH' || !serverPlace(server).isLocal) return undefined;
  return `There is no route to ${server}: allow ODIN the local network in System Settings › Privacy & Security › Local Network, then check that the machine runs, or the address in ${file}.`;
}

function explain(code: string, server: string, file: string): string | undefined {
  switch (code) {
    case 'ECONNREFUSED':
      return `Nothing listens at ${server}: is the cluster started, and is it the address that ${file} should name?`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The name in ${server} could not be resolved: check the network or VPN, or the address in ${file}.`;
    case 'EMFILE':
    case 'ENFILE':
      return `${server} could not be asked, for no more files and connections can be opened here: end what holds them, or raise the limit (ulimit -n).`;
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return `${server} did not answer in time: check the network, VPN or firewall, or the address in ${file}.`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `There is no route to ${server}: check the network or VPN, or the address in ${file}.`;
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return `${server} cut the connection before its answer was whole: it may be restarting, try again.`;
    case 'UND_ERR_BODY_TIMEOUT':
      return `${server} has sent nothing for too long: check the network to it.`;
    case 'CERT_HAS_EXPIRED':
      return `The certificate of ${server} has expired: renew the API server's certificates (K3s does so when it is restarted).`;
    case 'CERT_NOT_YET_VALID':
      return `The certificate of ${server} is not valid yet: compare the clocks of this machine and the server.`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `The certificate of ${server} is for other names: use one of them in ${file}, or set tls-server-name there.`;
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_SIGNATURE_FAILURE':
      return `The certificate of ${server} is not signed by the authority in ${file}: was the cluster made anew? Get its new kubeconfig.`;
    default:
      return explainTls(code, server, file);
  }
}

function explainTls(code: string, server: string, file: string): string | undefined {
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' || code === 'EPROTO') {
    return `${server} does not speak TLS: does ${file} mean http://?`;
  }
  if (code.startsWith('HPE_')) return `${server} does not answer in HTTP: does ${file} mean https://?`;
  if (code.startsWith('ERR_OSSL_'))
    return `${file} holds a certificate or key for ${server} that can't be read (${code}).`;
  if (/^ERR_SSL_.*ALERT/.test(code))
    return `${server} refused the TLS connection (${code}): check the certificates in ${file}.`;
  return undefined;
}

function textOf(error: unknown): string {
  // OpenSSL's end with a line's end.
  const words = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').trim();
  return maskShown(words).replace(/\.$/, '');
}
