// Takes secrets out of a text that was not written by ODIN: those that are known, and others by the words around them and by
// their own shape.
import { knownSecrets, MASK } from './known-secrets.ts';

/** Longer texts are cut before they are looked through: expressions on them would take long. */
const MOST_CHARACTERS = 16_384;

/** Words that a name consists of when its value is a secret: `client-key-data`, `GF_SECURITY_ADMIN_PASSWORD`, `set-cookie`. */
const SECRET_WORDS = [
  'pass(?:word|wd|phrase)?|pwd|token|secret|credential|cookie|authorization|assertion|bearer|signature|dsn',
  'api[-_]?key|access[-_]?key(?:[-_]?id)?|private[-_.]?(?:key|pem)|session[-_]?id|webhook[-_]?url|connection[-_]?string',
  'client[-_]?key(?:[-_]?data)?|client[-_]?certificate[-_]?data|certificate[-_]?authority[-_]?data',
].join('|');

const SECRET_NAME = new RegExp(`(?:^|[^a-z])(?:${SECRET_WORDS})s?(?:$|[^a-z])`, 'i');

/** Whether what is called so is a secret: `adminPassword` and `x-auth-token` are, `tokenizer` and `keys` are not. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

/** Within a text: also in the middle of a longer name. Bounded, so that a long word costs no more than its length. */
const NAME = `(?:${SECRET_WORDS})[\\w.-]{0,40}`;

/** A pattern on names of secrets, in any case. */
function named(before: string, after: string, flags = ''): RegExp {
  return new RegExp(`(${before}${NAME}${after}`, `gi${flags}`);
}

type Rules = readonly (readonly [pattern: RegExp, instead: string])[];

/** What is a secret by its own shape, or by what stands right before it. */
const SHAPES: Rules = [
  // PEM blocks, whole or cut off, with real or written line ends.
  [/-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g, MASK],
  // User and password in an address.
  [/([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@"'<>]*@/gi, `$1${MASK}@`],
  // One-time links of the gateway, and addresses of chats that anybody who knows them may write to.
  [/(\/odin\/login\/)[\w-]+/g, `$1${MASK}`],
  [/(\/\/hooks\.slack\.com\/)\S+/gi, `$1${MASK}`],
  [/(\/\/(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks\/)\S+/gi, `$1${MASK}`],
  [/(\/bot)\d+:[\w-]+/g, `$1${MASK}`],
  // Shapes that nothing else has: JSON Web Tokens, tokens of well-known services, of K3s and of kubeadm.
  [/eyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g, MASK],
  [/(?:gh[pousr]_|github_pat_|glpat-|glsa_|glc_|xox[a-z]-|sk-|k8s-aws-v1\.|AKIA|ASIA)[\w./+=-]{12,}/g, MASK],
  [/K10[0-9a-f]{64}::\S+/g, MASK],
  [/\b(bearer|basic|digest|negotiate)(\s+)(?=[\w.~+/:-]{0,80}[\d+/=_.])[\w.~+/=:-]{16,}/gi, `$1$2${MASK}`],
  // A value in quotes under a secret's name: in JSON, in JSON within a string.
  [named('', '\\\\+"\\s*:\\s*)(\\\\+)"[\\s\\S]*?(?:(?<!\\\\)\\2"|$)'), `$1$2"${MASK}$2"`],
  [
    new RegExp(`("[\\w.-]{0,40}(?:${SECRET_WORDS})s?(?:[-_]?data)?"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*(?:"|$)`, 'gis'),
    `$1"${MASK}"`,
  ],
];

/** What may be a secret, looked for after those, in this order. */
const NAMED: Rules = [
  // A header, or a scheme with its credentials wherever it stands.
  [
    /((?:proxy-)?authorization|(?:set-)?cookie|x-[\w-]{0,40}(?:token|key|assertion))(\\*["']?\s*[:=]\s*)[^\r\n]*/gi,
    `$1$2${MASK}`,
  ],
  [/(bearer|basic|digest|negotiate)(\s+)[\w.~+/=:-]{6,}/gi, `$1$2${MASK}`],
  // YAML's blocks: all lines that are indented further than their key.
  [
    new RegExp(
      `^([ \\t]*)([\\w.\\- "']{0,40}${NAME}["']?\\s*:\\s*)[|>][-+0-9]*[^\\n]*(?:\\n(?:\\1[ \\t]+[^\\n]*|[ \\t]*(?=\\n)))+`,
      'gim',
    ),
    `$1$2${MASK}`,
  ],
  // A value in quotes: in JSON, in YAML.
  [named('', '["\']?\\s*[:=]\\s*)"(?:[^"\\\\]|\\\\.)*(?:"|$)', 's'), `$1"${MASK}"`],
  [named('', "[\"']?\\s*[:=]\\s*)'(?:[^']|'')*(?:'|$)"), `$1'${MASK}'`],
  // Several of them.
  [named('', '\\\\*["\']?\\s*[:=]\\s*)\\[(?!masked\\])[^\\]]*(?:\\]|$)'), `$1[${MASK}]`],
  [named('', '\\\\*["\']?\\s*[:=]\\s*)\\{[^}]*(?:\\}|$)'), `$1{${MASK}}`],
  // Without quotes: to the end of the word after `=`, an option's name or a quoted name; of the line after a colon.
  [named('', '\\s*=\\s*)(?!\\\\*["\']|[[{])[^\\s&;,]+'), `$1${MASK}`],
  // The same within an address that is part of another one.
  [named('', '(?:%3D|%3A)(?:%22|%27|%20)*)[^\\s&;,%"\']+'), `$1${MASK}`],
  [named('--?[\\w-]{0,40}', '\\s+)(?!\\[masked)\\S+'), `$1${MASK}`],
  [named('', '\\\\*["\']\\s*:\\s*)(?!\\\\*["\']|[[{])[^\\s,}\\]]+'), `$1${MASK}`],
  [named('', '\\s*:\\s+)(?!\\\\*["\']|[[{])[^\\n]+'), `$1${MASK}`],
  // Tokens of kubeadm.
  [/\b[a-z0-9]{6}\.[a-z0-9]{16}\b/g, MASK],
];

/** What looks like the bytes of a key: long, of mixed letters and digits, and no digest. Paths and names have no such runs. */
const BYTES = /[A-Za-z0-9+=_-]{40,}|[A-Za-z0-9+/=]{100,}/g;

/**
 * The text without what is certainly a secret: for sentences that a person reads. It leaves words such as `token: expired`,
 * and codes that are to be typed somewhere.
 */
export function maskShown(text: string): string {
  return replaced(cut(knownSecrets.mask(text)), SHAPES);
}

/**
 * The text without all that might be a secret: for whoever looks for a fault. It takes rather too much than too little; of
 * a Secret or a kubeconfig nothing stays.
 */
export function maskText(text: string): string {
  // Cut after what is known, lest half of it stays at the edge.
  const masked = withoutDocuments(cut(knownSecrets.mask(text)));
  return replaced(replaced(masked, SHAPES), NAMED).replace(BYTES, (run) => (looksRandom(run) ? MASK : run));
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

function replaced(text: string, rules: Rules): string {
  return rules.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text);
}

/** A Secret's or kubeconfig's own text: whatever its keys are called, their values are secrets. */
function withoutDocuments(text: string): string {
  const isSecret = /kind\\*["']?\s*[:=]\s*\\*["']?(?:Secret|SecretList)\b/.test(text);
  const isKubeconfig = /current-context|kind\\*["']?\s*[:=]\s*\\*["']?Config\b/.test(text) && /\busers\b/.test(text);
  if (isSecret || isKubeconfig) return `[masked: a text with a ${isSecret ? 'Secret' : 'kubeconfig'} in it]`;
  // The API server repeats what it refuses: `Secret "x" is invalid: data[y]: Invalid value: "…"`.
  return /secret/i.test(text) ? text.replace(/(Invalid value: )"(?:[^"\\]|\\.)*"/g, `$1"${MASK}"`) : text;
}

function looksRandom(run: string): boolean {
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run) && !/^[0-9a-f]+$/i.test(run);
}
