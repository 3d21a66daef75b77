// The steps of a new version of the stack, as CONTRIBUTING.md has them: begun, given folders of its own, released.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../command.mjs';
import { componentFolder, LISTS, newestVersion, STACK, withFolders } from './folders.mjs';
import { assertNext, recordRelease, releasedProblem, versionForChanges, versionInWork } from './released.mjs';

const NOTES = 'RELEASE-NOTES.md';

/** @type {Readonly<Record<string, (stack: string, name: string) => Promise<string>>>} */
const STEPS = { begin, take, release };

/**
 * Takes one step.
 * @param {readonly string[]} args `begin 1.2.0`, `take rules` or `release`
 * @param {string} [stack] the `assets/stack` folder
 * @returns {Promise<string>} what was done and what comes next, for a person
 */
export async function stackVersion([step = '', name = '', ...rest], stack = STACK) {
  const known = Object.hasOwn(STEPS, step) ? STEPS[step] : undefined;
  if (known === undefined || rest.length > 0 || (name === '') !== (step === 'release')) {
    throw new Failure(
      `Say "begin ${versionForChanges(stack)}", "take COMPONENT" or "release" after \`npm run stack-version --\`.`,
    );
  }
  const problem = await releasedProblem(stack);
  if (problem !== undefined) throw new Failure(problem);
  return known(stack, name);
}

/**
 * A version that applies what the newest one does: its lists refer to the folders of the versions before.
 * @param {string} stack
 * @param {string} version
 */
async function begin(stack, version) {
  assertNext(stack, version);
  const before = newestVersion(stack);
  for (const list of LISTS) {
    const [from, to] = [`${before}/${list}`, `${version}/${list}`];
    mkdirSync(dirname(join(stack, to)), { recursive: true });
    writeFileSync(
      join(stack, to),
      withFolders(readFileSync(join(stack, from), 'utf8'), from, to, (folder) => folder),
    );
  }
  return `${version} of the stack applies what ${before} does. Next: npm run stack-version -- take COMPONENT, and assets/stack/${version}/${NOTES}.`;
}

/**
 * A component's folder for the version in work, to be changed there.
 * @param {string} stack
 * @param {string} component
 */
async function take(stack, component) {
  const version = inWork(stack);
  const before = componentFolder(component, stack, version);
  const own = `${version}/${component}`;
  if (before === own) throw new Failure(`${version} of the stack has assets/stack/${own} already: change it there.`);
  cpSync(join(stack, before), join(stack, own), { recursive: true });
  for (const list of LISTS.map((name) => `${version}/${name}`)) {
    const text = readFileSync(join(stack, list), 'utf8');
    const moved = withFolders(text, list, list, (folder) => (folder === before ? own : folder));
    writeFileSync(join(stack, list), moved);
  }
  return `assets/stack/${own} is a copy of assets/stack/${before}: change it there.`;
}

/**
 * The end of the work on a version: its files are listed, and do not change from here on.
 * @param {string} stack
 */
async function release(stack) {
  const version = inWork(stack);
  if (!existsSync(join(stack, version, NOTES))) {
    throw new Failure(`assets/stack/${version}/${NOTES} is missing: say in it what ${version} brings.`);
  }
  recordRelease(stack, version);
  return `${version} of the stack is released: commit assets/stack/SHA256SUMS with it.`;
}

/** @param {string} stack */
function inWork(stack) {
  const version = versionInWork(stack);
  if (version !== undefined) return version;
  throw new Failure(
    `No version of the stack is in work; begin one: npm run stack-version -- begin ${versionForChanges(stack)}`,
  );
}
