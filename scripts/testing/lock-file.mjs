// The lock file must serve every system and name no registry: npm omits other systems' packages under some circumstances.
const SYSTEMS = ['linux', 'darwin', 'win32'];
const PROCESSORS = ['x64', 'arm64'];

/**
 * @typedef {object} LockedPackage
 * @property {string} [resolved]
 * @property {boolean} [link]
 * @property {readonly string[]} [os]
 * @property {readonly string[]} [cpu]
 * @property {Readonly<Record<string, string>>} [optionalDependencies]
 */

/**
 * Looks at each package that comes as one optional package per system: those of all systems must be locked.
 * @param {{ packages: Readonly<Record<string, LockedPackage>> }} lock
 * @returns {string | undefined} what is wrong
 */
export function lockFileProblem({ packages }) {
  const problems = [];
  const isLocked = (/** @type {string} */ name) =>
    Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`));
  for (const [path, locked] of Object.entries(packages)) {
    if (locked.resolved !== undefined && !locked.link) problems.push(`${path} has a download address ("resolved")`);
    const natives = Object.keys(locked.optionalDependencies ?? {});
    const missing = natives.filter((name) => SYSTEMS.some((system) => isFor(name, system)) && !isLocked(name));
    for (const name of missing) problems.push(`${name}, which ${path} needs on that system, is not in the lock file`);
  }
  return problems.length === 0
    ? undefined
    : `${problems.join('\n')}\nRemove node_modules and package-lock.json, then run: npm install`;
}

/** Whether a name such as `@rolldown/binding-linux-x64-gnu` is for that system, on a processor we ship for. @param {string} name @param {string} system */
function isFor(name, system) {
  return new RegExp(`\\b${system}-(${PROCESSORS.join('|')})\\b`).test(name);
}
