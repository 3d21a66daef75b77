// Results for programs: one document, or one after the other as they come, in JSON or in YAML.
import { writeYaml } from '../yaml/write.ts';
import { printDocument, printJson } from './door.ts';
import { withTimes } from './times-for-programs.ts';

/** Prints values in one format. */
export interface DocumentPrinter {
  /** The one result of a command. Moments are written as RFC 3339. */
  result(value: unknown): void;
  /** One of many: a line of JSON, a document of YAML. */
  item(value: unknown): void;
  /** A file's content, as it is. */
  file(value: unknown): void;
}

/** As JSON. */
export const JSON_PRINTER: DocumentPrinter = {
  result: (value) => printJson(withTimes(value)),
  item: (value) => printJson(withTimes(value), true),
  file: (value) => printJson(value),
};

/** As YAML, whose writer puts in quotes what acts. */
export const YAML_PRINTER: DocumentPrinter = {
  result: (value) => printYaml(withTimes(value)),
  item: (value) => printYaml(withTimes(value), '---\n'),
  file: (value) => printYaml(value),
};

function printYaml(value: unknown, before = ''): void {
  printDocument(before + writeYaml(value));
}
