#!/usr/bin/env node
// The part of fpm's command line that electron-builder uses, on dpkg-deb and rpmbuild: for machines that cannot download fpm.
// It packs fast, not small, whatever compression is asked for: what it makes is tried, not shipped.
const { execFileSync } = require('node:child_process');
const {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join, relative } = require('node:path');

const { options, depends, recommends, paths } = parse(process.argv.slice(2));
const work = mkdtempSync(join(tmpdir(), 'odin-fpm-'));
try {
  const root = join(work, 'root');
  layOut(root);
  if (options.t === 'deb') makeDeb(root);
  else if (options.t === 'rpm') makeRpm(root);
  else throw new Error(`only deb and rpm can be made here, not ${options.t}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** @param {string[]} args */
function parse(args) {
  /** @type {Record<string, string>} */
  const options = {};
  /** @type {{ depends: string[], recommends: string[], paths: string[] }} */
  const lists = { depends: [], recommends: [], paths: [] };
  for (let arg = args.shift(); arg !== undefined; arg = args.shift()) {
    const value = () => args.shift() ?? '';
    if (arg === '--force' || arg === '--debug') continue;
    if (arg === '-d' || arg === '--depends') lists.depends.push(value());
    else if (arg === '--deb-recommends') lists.recommends.push(value());
    else if (arg === '-s' || arg === '-t') options[arg.slice(1)] = value();
    else if (/^--[a-z-]+=/.test(arg)) options[arg.slice(2, arg.indexOf('='))] = arg.slice(arg.indexOf('=') + 1);
    else if (arg.startsWith('--')) options[arg.slice(2)] = value();
    else lists.paths.push(arg);
  }
  return { options, ...lists };
}

/** Copies each `source=target` below root. @param {string} root */
function layOut(root) {
  for (const path of paths) {
    const at = path.lastIndexOf('=');
    const source = path.slice(0, at);
    const target = join(root, path.slice(at + 1));
    mkdirSync(source.endsWith('/') ? target : dirname(target), { recursive: true });
    cpSync(source, target, { recursive: true, verbatimSymlinks: true });
  }
  run('chmod', ['-R', 'u+rwX,go+rX,go-w', root]);
}

/** @param {string} root */
function makeDeb(root) {
  const control = join(root, 'DEBIAN');
  const sizeKib = Number(execFileSync('du', ['-sk', root], { encoding: 'utf8' }).split('\t')[0]);
  const [summary = '', ...details] = description();
  const fields = {
    Package: options.name,
    Version: options.iteration ? `${options.version}-${options.iteration}` : options.version,
    License: options.license,
    Vendor: options.vendor,
    Architecture: options.architecture,
    Maintainer: options.maintainer,
    'Installed-Size': String(sizeKib),
    Depends: depends.join(', '),
    Recommends: recommends.join(', '),
    Section: options.category ?? 'default',
    Priority: options['deb-priority'],
    Homepage: options.url,
    Description: [summary, ...details.map((line) => ` ${line}`)].join('\n'),
  };
  mkdirSync(control);
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}\n`] : []));
  writeFileSync(join(control, 'control'), lines.join(''));
  for (const [name, option] of Object.entries({ postinst: 'after-install', postrm: 'after-remove' })) {
    if (options[option]) writeFileSync(join(control, name), script(option), { mode: 0o755 });
  }
  run('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', root, options.package ?? '']);
}

/** @param {string} root */
function makeRpm(root) {
  const [summary] = description();
  const spec = `%define __os_install_post %{nil}
%define debug_package %{nil}
%define _build_id_links none
%define _binary_payload w1.gzdio
Name: ${options.name}
Version: ${options.version?.replaceAll('-', '_')}
Release: ${options.iteration ?? 1}
Summary: ${options['rpm-summary'] ?? summary}
License: ${options.license ?? 'unknown'}
URL: ${options.url}
Vendor: ${options.vendor}
Packager: ${options.maintainer}
AutoReqProv: no
${depends.map((name) => `Requires: ${name}`).join('\n')}
%description
${description().join('\n')}
%post
${script('after-install')}
%postun
${script('after-remove')}
%files
%defattr(-,root,root,-)
${rpmFiles(root, root).join('\n')}
`;
  writeFileSync(join(work, 'package.spec'), spec);
  const defines = [`_topdir ${work}/top`, `_rpmdir ${work}/out`, '_rpmfilename package.rpm'].flatMap((text) => [
    '--define',
    text,
  ]);
  const target = ['--target', options.architecture ?? '', '--buildroot', root];
  run('rpmbuild', ['-bb', '--quiet', ...target, ...defines, join(work, 'package.spec')]);
  copyFileSync(join(work, 'out', 'package.rpm'), options.package ?? '');
}

/** @param {string} root @param {string} folder @returns {string[]} */
function rpmFiles(root, folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    const installed = `/${relative(root, path)}`;
    if (!entry.isDirectory()) return [`"${installed}"`];
    // Folders such as /usr/bin belong to the system.
    return [...(installed.startsWith('/opt/') ? [`%dir "${installed}"`] : []), ...rpmFiles(root, path)];
  });
}

function description() {
  return (options.description ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** @param {string} option */
function script(option) {
  const file = options[option];
  return file ? readFileSync(file, 'utf8') : '';
}

/** @param {string} program @param {string[]} args */
function run(program, args) {
  execFileSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
}
