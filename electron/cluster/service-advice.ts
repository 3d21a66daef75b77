// Advice on a service that is spoken to in the wrong way. Whoever chose the way has the words.

/** What can be wrong with the way. */
export type Trouble =
  /** It is not in the cluster. */
  | 'missing'
  /** Its pages begin at another path. */
  | 'path'
  /** It speaks TLS, and was asked without. */
  | 'tls'
  /** It speaks no TLS, and was asked with. */
  | 'plain'
  /** Its certificate is of an authority that is not trusted. */
  | 'trust'
  /** Its certificate is for another name. */
  | 'serverName'
  /** It asks for a login, or does not take the one that it got. */
  | 'login'
  /** It asks for a tenant. */
  | 'tenant';

/** A next step for each, to stand after a colon, without a full stop. */
export type Advice = Readonly<Partial<Record<Trouble, string>>>;

/** The sentence with the next step at its end, where there is one. */
export function withAdvice(sentence: string, advice: Advice | undefined, trouble: Trouble): string {
  const step = advice?.[trouble];
  return step === undefined ? `${sentence}.` : `${sentence}: ${step}.`;
}
