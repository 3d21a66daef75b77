// A settings file: YAML, or JSON, which is YAML too.
import { dirname, resolve } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { readTextFile } from '../../text-file.ts';
import { readAsWritten, type WrittenYaml } from '../../yaml/as-written.ts';
import { YamlFault } from '../../yaml/yaml-fault.ts';
import { type ReadSettings, readSettings } from './read-settings.ts';
import { typedValues } from './typed-values.ts';

const SETTINGS_FILE = { what: 'a file of settings', limit: 4 * 1024 * 1024 };

/**
 * Reads it. A directory that it names is relative to it, and absolute in what is given back: the settings outlive the
 * folder in which a command was run.
 *
 * Throws `badInput` for a file that cannot be read, and as {@link readSettings} does.
 */
export async function readSettingsFile(path: string): Promise<ReadSettings> {
  const text = readTextFile(path, SETTINGS_FILE);
  const document = documentOf(text, path);
  const value = document === undefined ? null : typedValues(document.value);
  const { settings, supplied } = readSettings(value, path, document?.lineOf);
  if (settings.extraManifests === undefined) return { settings, supplied };
  const extraManifests = resolve(dirname(path), settings.extraManifests);
  return { settings: { ...settings, extraManifests }, supplied: { ...supplied, extraManifests } };
}

function documentOf(text: string, path: string): WrittenYaml | undefined {
  try {
    return readAsWritten(text);
  } catch (cause) {
    if (!(cause instanceof YamlFault)) throw cause;
    throw new AppError('badInput', `${path} is not readable as YAML: ${cause.message}.`, { subject: path, cause });
  }
}
