// The folder in Alertmanager's container in which each key of the Secret of receivers is a file.

/** With the separator at its end. */
export const SECRET_FOLDER = '/etc/alertmanager/secrets/';

/** The file of a key. */
export function fileOf(key: string): string {
  return `${SECRET_FOLDER}${key}`;
}
