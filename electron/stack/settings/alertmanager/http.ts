// The way to receivers over HTTP: https://prometheus.io/docs/alerting/latest/configuration/#http_config
import { z } from 'zod';
import {
  address,
  anything,
  atMostOne,
  byFile,
  flag,
  forbidden,
  isSet,
  named,
  needs,
  oneOf,
  SECRET,
  SECRET_FILE,
  secrets,
  string,
  text,
  texts,
} from './fields.ts';

const version = oneOf('TLS10', 'TLS11', 'TLS12', 'TLS13');

export const tlsConfig = z
  .strictObject({
    ...named(text, 'ca', 'ca_file', 'cert', 'cert_file', 'server_name'),
    ...secrets('key'),
    insecure_skip_verify: flag,
    min_version: version,
    max_version: version,
  })
  .superRefine(atMostOne('ca', 'ca_file'))
  .superRefine(atMostOne('cert', 'cert_file'))
  .refine(
    (tls) => (isSet(tls, 'cert') || isSet(tls, 'cert_file')) === isSet(tls, 'key_file'),
    'has one of certificate and key_file: both belong together',
  )
  .nullish();

/** Of headers and parameters that somebody is let in by. */
const SECRETIVE = /auth|cookie|key|password|secret|session|token/i;
const BY_NO_FILE = `${SECRET}: Alertmanager takes it from no file`;

const proxy = {
  proxy_url: string('must be an address', (schema) =>
    schema
      .refine((value) => value === '' || URL.canParse(value), 'must be an address')
      .refine((value) => !value.includes('@'), `${SECRET}: Alertmanager takes the password of a proxy from no file`),
  ).nullish(),
  no_proxy: text,
  proxy_from_environment: flag,
  proxy_connect_header: forbidden(BY_NO_FILE),
};

const basicAuth = z
  .strictObject({ ...named(text, 'username', 'username_file'), ...secrets('password') })
  .superRefine(atMostOne('username', 'username_file'))
  .nullish();

const authorization = z
  .strictObject({
    type: text.refine((type) => !/^\s*basic\s*$/i.test(String(type)), 'must not be basic: use basic_auth instead'),
    ...secrets('credentials'),
  })
  .nullish();

const oauth2 = z
  .strictObject({
    ...named(text, 'client_id', 'client_certificate_key_id', 'grant_type', 'iss', 'audience'),
    ...secrets('client_secret', 'client_certificate_key'),
    signature_algorithm: oneOf('RS256', 'RS384', 'RS512'),
    claims: z.record(z.string(), anything).nullish(),
    scopes: texts,
    token_url: address,
    endpoint_params: z
      .record(
        z.string().refine((name) => !SECRETIVE.test(name), BY_NO_FILE),
        text,
      )
      .nullish(),
    tls_config: tlsConfig,
    ...proxy,
  })
  .superRefine(needs('client_id'))
  .superRefine(needs('token_url'))
  .nullish();

/** Headers that Alertmanager sets itself, or takes elsewhere. */
const RESERVED =
  /^(authorization|host|content-(encoding|length|type)|user-agent|connection|keep-alive|proxy-auth(enticate|orization)|www-authenticate|accept-encoding|x-prometheus-remote-(write|read)-version|x-prometheus-scrape-timeout-seconds|x-amz-(date|security-token|content-sha256))$/i;
const BY_FILE = byFile(`files: [${SECRET_FILE}]`);

const headers = z
  .record(
    z.string().refine((name) => !RESERVED.test(name), 'is no header that may be set here'),
    z.strictObject({ values: texts, secrets: forbidden(BY_FILE), files: texts }),
  )
  .superRefine((all, context) => {
    for (const [name, { values }] of Object.entries(all))
      if (SECRETIVE.test(name) && values != null)
        context.addIssue({ code: 'custom', path: [name, 'values'], message: BY_FILE });
  })
  .nullish();

export const httpConfig = z
  .strictObject({
    basic_auth: basicAuth,
    authorization,
    oauth2,
    ...secrets('bearer_token'),
    tls_config: tlsConfig,
    follow_redirects: flag,
    enable_http2: flag,
    http_headers: headers,
    ...proxy,
  })
  .superRefine(atMostOne('basic_auth', 'authorization', 'oauth2', 'bearer_token_file'))
  .refine(
    (http) => http.proxy_from_environment !== true || !isSet(http, 'proxy_url'),
    'has proxy_url and proxy_from_environment: one of them',
  )
  .refine((http) => !isSet(http, 'no_proxy') || isSet(http, 'proxy_url'), 'has no_proxy without proxy_url')
  .nullish();
