// A settings file: YAML, or JSON, which is YAML too.
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { AppError } from '../../../shared/errors.ts';
import { readTextFile } from '../../text-file.ts';
import { type ReadSettings, readSettings } from './read-settings.ts';

const SETTINGS_FILE = { what: 'a file of settings', limit: 4 * 1024 * 1024 };

/**
 * Reads it. A directory that it names is relative to it, and absolute in what is given back: the settings outlive the
 * folder in which a command was run.
 *
 * Throws `badInput` for a file that cannot be read, and as {@link readSettings} does.
 */
export async function readSettingsFile(path: string): Promise<ReadSettings> {
  const text = readTextFile(path, SETTINGS_FILE);
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n', 1)[0]?.replace(/:$/, '') : String(cause);
    throw new AppError('badInput', `${path} is not readable as YAML: ${reason}.`, { subject: path, cause });
  }
  const { settings, supplied } = readSettings(value, path);
  if (settings.extraManifests === undefined) return { settings, supplied };
  const extraManifests = resolve(dirname(path), settings.extraManifests);
  return { settings: { ...settings, extraManifests }, supplied: { ...supplied, extraManifests } };
}
