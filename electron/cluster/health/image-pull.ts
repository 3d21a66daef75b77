// The reason why an image cannot be pulled, and whether asking again could help.

/** The kubelet's reasons. Source: https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/types.go */
const REASONS = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
  'ImageInspectError',
  'SignatureValidationFailed',
]);

/** Whether a container waits because of its image. */
export function isImagePullFailure(waitingReason: string): boolean {
  return REASONS.has(waitingReason);
}

// Only these may pass by themselves; every other answer of a registry is its last word.
const TRANSIENT =
  /time[d]? ?out|deadline exceeded|connection (refused|reset)|no such host|temporary failure|network is unreachable|no route to host|unexpected EOF|: EOF|too many requests|toomanyrequests|429|50[0234]|service unavailable|bad gateway|tls handshake|QPS exceeded/i;

/** Seconds after which waiting is pointless: at once, unless the network or a busy registry may be the cause. */
export function imagePullPatienceSeconds(message: string): number {
  return TRANSIENT.test(message) ? 60 : 0;
}

/** The registry's words without the kubelet's wrapping: `Back-off pulling image "x": ErrImagePull: …` → `…`. */
export function imagePullMessage(waitingMessage: string): string {
  return waitingMessage
    .replace(/^Back-off pulling image "[^"]*": /, '')
    .replace(/^ErrImagePull: /, '')
    .trim();
}
