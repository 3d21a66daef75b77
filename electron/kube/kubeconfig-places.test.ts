import { userInfo } from 'node:os';
import { expect, it } from 'vitest';
import { K3S_KUBECONFIG } from '../../shared/model/k3s.ts';
import { findKubeconfigs, homeOf, type KubeconfigEnvironment } from './kubeconfig-places.ts';

const on = (platform: NodeJS.Platform, environment: KubeconfigEnvironment, ...there: readonly string[]) => ({
  platform,
  environment,
  exists: (path: string) => there.includes(path),
});

const WINDOWS = { HOME: 'D:\\home', HOMEDRIVE: 'H:', HOMEPATH: '\\me', USERPROFILE: 'C:\\Users\\me' };
const ALL = ['D:\\home', 'H:\\me', 'C:\\Users\\me'];
const config = (home: string) => `${home}\\.kube\\config`;

it.each<[string, KubeconfigEnvironment, readonly string[], string]>([
  ['HOME, if it holds a kubeconfig', WINDOWS, [...ALL, ...ALL.map(config)], 'D:\\home'],
  ['HOMEDRIVE and HOMEPATH before USERPROFILE', WINDOWS, [...ALL, config('H:\\me'), config('C:\\Users\\me')], 'H:\\me'],
  ['USERPROFILE, if it alone holds one', WINDOWS, [...ALL, config('C:\\Users\\me')], 'C:\\Users\\me'],
  ['HOME, if none holds one', WINDOWS, ALL, 'D:\\home'],
  ['USERPROFILE before HOMEDRIVE, if none holds one', { ...WINDOWS, HOME: undefined }, ALL, 'C:\\Users\\me'],
  ['what is there before what is only set', WINDOWS, ['H:\\me'], 'H:\\me'],
  ['what is set, if nothing is there', WINDOWS, [], 'D:\\home'],
  ['no empty HOME', { ...WINDOWS, HOME: '' }, ALL, 'C:\\Users\\me'],
  [
    'no HOMEPATH without its drive',
    { HOMEPATH: '\\me', USERPROFILE: 'C:\\Users\\me' },
    ['\\me', config('\\me')],
    'C:\\Users\\me',
  ],
])('on Windows takes %s', (_what, environment, there, home) => {
  expect(homeOf(on('win32', environment, ...there))).toBe(home);
  expect(findKubeconfigs(on('win32', environment, ...there)).list).toEqual([config(home)]);
});

it('elsewhere takes HOME, and the account’s where that is empty', () => {
  const { homedir } = userInfo();
  expect(homeOf(on('linux', { HOME: '/home/me', USERPROFILE: 'C:\\Users\\me' }))).toBe('/home/me');
  for (const HOME of ['', undefined])
    expect(homeOf(on('darwin', { HOME, USERPROFILE: 'C:\\Users\\me' }))).toBe(homedir);
});

it('takes the files of KUBECONFIG, as the system separates them, each once', () => {
  const KUBECONFIG = 'C:\\a;;D:\\b\\..\\c;C:\\a';
  expect(findKubeconfigs(on('win32', { ...WINDOWS, KUBECONFIG })).list).toEqual(['C:\\a', 'D:\\c']);
  expect(findKubeconfigs(on('linux', { HOME: '/home/me', KUBECONFIG: ':/a::/b/../c:/a' })).list).toEqual(['/a', '/c']);
  expect(findKubeconfigs(on('linux', { HOME: '/home/me', KUBECONFIG: 'a' })).list).toEqual([`${process.cwd()}/a`]);
  // kubectl reads no file then; an empty variable is one that is not set.
  expect(findKubeconfigs(on('linux', { HOME: '/home/me', KUBECONFIG: ':' })).list).toEqual([]);
  expect(findKubeconfigs(on('linux', { HOME: '/home/me', KUBECONFIG: '' })).list).toEqual(['/home/me/.kube/config']);
});

const COPY = '/home/me/.kube/k3s.yaml';
const USUAL = '/home/me/.kube/config';
it.each<[NodeJS.Platform, KubeconfigEnvironment, readonly string[], readonly string[], string | undefined]>([
  ['linux', {}, [K3S_KUBECONFIG], [], K3S_KUBECONFIG],
  ['linux', {}, [K3S_KUBECONFIG, COPY], [], COPY],
  ['linux', {}, [K3S_KUBECONFIG, USUAL], [USUAL], K3S_KUBECONFIG],
  ['linux', { KUBECONFIG: '/a' }, [K3S_KUBECONFIG], ['/a'], K3S_KUBECONFIG],
  ['linux', { KUBECONFIG: `/a:${K3S_KUBECONFIG}` }, [K3S_KUBECONFIG], ['/a', K3S_KUBECONFIG], undefined],
  ['darwin', {}, [K3S_KUBECONFIG], [USUAL], undefined],
  ['darwin', {}, [K3S_KUBECONFIG, COPY], [], COPY],
  ['freebsd', {}, [K3S_KUBECONFIG], [USUAL], undefined],
])('on %s with %j and %j', (platform, environment, there, list, own) => {
  const places = findKubeconfigs(on(platform, { HOME: '/home/me', ...environment }, ...there));
  expect(places).toEqual({ list, own, copy: COPY });
});

it('on Windows K3s’ path is anybody’s, and no kubeconfig', () => {
  const there = [K3S_KUBECONFIG, 'C:\\etc\\rancher\\k3s\\k3s.yaml', '\\etc\\rancher\\k3s\\k3s.yaml'];
  expect(findKubeconfigs(on('win32', { USERPROFILE: 'C:\\Users\\me' }, ...there)).own).toBeUndefined();
});
