// An object that something needs and that is not there, by its name in what Kubernetes says.

const KINDS: Readonly<Record<string, string>> = {
  configmap: 'ConfigMap',
  secret: 'Secret',
  serviceaccount: 'ServiceAccount',
  persistentvolumeclaim: 'PersistentVolumeClaim',
  storageclass: 'StorageClass',
  runtimeclass: 'RuntimeClass',
  priorityclass: 'PriorityClass',
};

const NOT_FOUND = new RegExp(
  `\\b(${Object.keys(KINDS).join('|')})(?:es|s)?(?:\\.[a-z.0-9]+)? "([^"]{1,253})" not found`,
  'i',
);

const NO_KEY = /couldn't find key (\S{1,253}) in (ConfigMap|Secret) (?:[^\s/]{1,63}\/)?([^\s/]{1,253})/;

/** "ConfigMap missing is not there", "Secret login has no key token"; undefined where the words name nothing. */
export function namedMissing(words: string): string | undefined {
  const key = NO_KEY.exec(words);
  if (key !== null) return `${key[2]} ${key[3]} has no key ${key[1]}`;
  const found = NOT_FOUND.exec(words);
  const kind = found?.[1] === undefined ? undefined : KINDS[found[1].toLowerCase()];
  return kind === undefined ? undefined : `${kind} ${found?.[2]} is not there`;
}
