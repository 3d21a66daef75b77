import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decodeRecord, encodeRecord, type HelmRelease } from './record-format.ts';

const release: HelmRelease = {
  name: 'web',
  namespace: 'here',
  version: 3,
  manifest: '---\nkind: ConfigMap\n',
  info: { first_deployed: '2026-01-01T00:00:00Z', last_deployed: '2026-01-02T00:00:00Z', status: 'deployed' },
  chart: { metadata: { name: 'web', version: '1.0.0' } },
};

it('is the Secret that Helm would write', () => {
  const secret = encodeRecord(release, 1_700_000_000_999);
  expect(secret).toMatchObject({
    type: 'helm.sh/release.v1',
    metadata: {
      name: 'sh.helm.release.v1.web.v3',
      namespace: 'here',
      labels: {
        owner: 'helm',
        name: 'web',
        version: '3',
        status: 'deployed',
        createdAt: '1700000000',
        modifiedAt: '1700000000',
      },
    },
  });
  const { release: data } = secret.data as { release: string };
  const packed = Buffer.from(Buffer.from(data, 'base64').toString(), 'base64');
  expect(JSON.parse(gunzipSync(packed).toString())).toEqual(release);
});

it('is read back whole, also what only Helm knows', () => {
  const foreign = { ...release, hooks: null, labels: { team: 'a' } };
  expect(decodeRecord(encodeRecord(foreign, 0))).toEqual(foreign);
});

it('refuses what would not fit, naming the release', () => {
  const manifest = randomBytes(800_000).toString('base64');
  expect(() => encodeRecord({ ...release, manifest }, 0)).toThrow(
    /^The record of release web would be \d+ bytes, more than the 1048576 /,
  );
});

it('says so when a Secret only looks like a record', () => {
  const secret = { ...encodeRecord(release, 0), data: { release: 'bm90aGluZw==' } };
  expect(() => decodeRecord(secret)).toThrow(
    'Secret/here/sh.helm.release.v1.web.v3 is labelled as a Helm record but cannot be read as one.',
  );
});
