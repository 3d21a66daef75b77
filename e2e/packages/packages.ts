// The packages that `npm run dist` made, and what is in them.
import { execFile } from 'node:child_process';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const RELEASE = resolve(import.meta.dirname, '../../release');

/** Runs a program to its end; what it wrote to stdout. Throws when it fails, with what it wrote to stderr. */
export async function output(program: string, args: readonly string[], cwd?: string): Promise<string> {
  const options = { maxBuffer: 64 << 20, ...(cwd === undefined ? {} : { cwd }) };
  return (await promisify(execFile)(program, args, options)).stdout;
}

/** The path of the package with that extension, such as `.deb`. */
export function packageFile(extension: string): string {
  const names = readdirSync(RELEASE).filter((name) => name.endsWith(extension));
  const [name] = names;
  if (name === undefined || names.length > 1) {
    throw new Error(`release/ must hold one ${extension}, it holds ${names.length}: npm run test:packages makes it`);
  }
  return join(RELEASE, name);
}

/** Unpacks the AppImage into `folder`; returns the folder of the app in it. */
export async function unpackAppImage(folder: string): Promise<string> {
  await output(packageFile('.AppImage'), ['--appimage-extract'], folder);
  return join(folder, 'squashfs-root');
}

interface AsarFolder {
  readonly files: Readonly<Record<string, AsarFolder | { readonly size: number }>>;
}

/** The paths of all files in an asar archive. Source: github.com/electron/asar, "Format". */
export function filesInAsar(archive: string): string[] {
  const file = openSync(archive, 'r');
  try {
    const sizes = Buffer.alloc(16);
    readSync(file, sizes, 0, 16, 0);
    const header = Buffer.alloc(sizes.readUInt32LE(12));
    readSync(file, header, 0, header.length, 16);
    return pathsIn(JSON.parse(header.toString('utf8')));
  } finally {
    closeSync(file);
  }
}

function pathsIn({ files }: AsarFolder): string[] {
  return Object.entries(files).flatMap(([name, entry]) =>
    'files' in entry ? pathsIn(entry).map((path) => `${name}/${path}`) : [name],
  );
}
