// The way to speak to a Service over HTTP: where its pages begin, whether in TLS, and what every request carries.
import type { ServiceAddress } from './ready-pod.ts';
import type { ServiceAnswer } from './service-answer.ts';

/** A certificate's judgement. */
export interface ServiceTls {
  /** The name that has to be in the certificate. */
  readonly serverName: string;
  /** Authorities in PEM, instead of this machine's. */
  readonly ca?: string;
  /** Any certificate is taken. */
  readonly skipVerify: boolean;
}

/** A Service, and how it wants to be asked. */
export interface ServiceAccess extends ServiceAddress {
  /** Before each path: '' or `/prometheus`. */
  readonly basePath: string;
  /** Undefined: plain HTTP. */
  readonly tls?: ServiceTls;
  /** Sent with each request: the host, a login, a tenant. They may be secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** Asked below the base path to learn whether it is well, such as `/-/ready`. */
  readonly probePath: string;
  /** Throws `AppError` for an answer of the probe that is none of a service that is well. Default: it must be 2xx. */
  readonly judge?: (answer: ServiceAnswer) => void;
}

/** `Service monitoring/prometheus`. */
export function serviceSubject({ namespace, name }: ServiceAddress): string {
  return `Service ${namespace}/${name}`;
}
