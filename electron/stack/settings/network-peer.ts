// The pods of another namespace that a network policy lets in.

/** The pods of one namespace that are called so by their label. */
export function podsNamed(namespace: string, name: string) {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
  };
}
