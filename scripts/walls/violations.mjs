// Judges the sources by the list of rooms: each violation is one sentence with its place, its reason and the next step.
import { posix } from 'node:path';
import { circlesIn } from './circles.mjs';
import { SOURCE } from './imports.mjs';

/** @typedef {import('./rooms.mjs').Rooms} Rooms */
/** @typedef {import('./rooms.mjs').Room} Room */
/** @typedef {import('./imports.mjs').Reach} Reach */

const LIST = 'scripts/walls/rooms.mjs';
const TEST = /\.(?:test|spec|testkit)\.[cm]?[jt]sx?$/;
/** What tests of every room may use. */
const TEST_PACKAGES = ['vitest', 'fast-check', 'yaml', 'node:*'];
/** The one room that may touch what the preload script puts on the page. */
const BRIDGE_ROOM = 'renderer/ipc';

/**
 * @param {ReadonlyMap<string, Reach>} sources by path
 * @param {Rooms} rooms
 * @returns {string[]}
 */
export function violations(sources, rooms) {
  /** @type {Uses} */
  const uses = new Map(Object.keys(rooms).map((name) => [name, new Set()]));
  const inFiles = [...sources].flatMap(([path, reach]) => violationsIn(path, reach, rooms, uses));
  return [...inFiles, ...unnamedTestkits(sources, rooms), ...circles(sources), ...faultsOfList(sources, rooms, uses)];
}

/** Room → the entries of its row that something in it needs. @typedef {Map<string, Set<string>>} Uses */

/** @param {string} path @param {Reach} reach @param {Rooms} rooms @param {Uses} uses @returns {string[]} */
function violationsIn(path, { imports, bridge }, rooms, uses) {
  const name = roomOf(path, rooms);
  const room = name === undefined ? undefined : rooms[name];
  if (name === undefined || room === undefined) {
    return [`${path} is in no room: move it into one, or give its folder a row in ${LIST}.`];
  }
  const isTest = TEST.test(path) || room.isForTests === true;
  const ofImports = imports.flatMap(({ line, specifier }) => {
    const found = judge(path, specifier, { name, room, isTest, rooms, uses });
    return found === undefined ? [] : [`${path}:${line} ${found}`];
  });
  const ofBridge = bridge.flatMap((line) =>
    name === BRIDGE_ROOM || !name.startsWith('renderer')
      ? []
      : [`${path}:${line} touches window.odin, which ${BRIDGE_ROOM} alone may: call renderer/ipc/client.ts instead.`],
  );
  return [...ofImports, ...ofBridge];
}

/**
 * @param {string} path
 * @param {string | undefined} specifier
 * @param {{ name: string, room: Room, isTest: boolean, rooms: Rooms, uses: Uses }} from
 * @returns {string | undefined} what is wrong with the import, after its place
 */
function judge(path, specifier, { name, room, isTest, rooms, uses }) {
  if (specifier === undefined) {
    if (room.mayComputeImports === true) return undefined;
    return 'imports what only running it would tell, which no wall can judge: write the path as a literal.';
  }
  const target = targetOf(path, specifier);
  if (target === undefined) {
    const allowed = [...room.packages, ...(isTest ? [...(room.tests?.packages ?? []), ...TEST_PACKAGES] : [])];
    const entry = allowed.find((it) => covers(it, specifier));
    if (entry !== undefined) return void uses.get(name)?.add(entry);
    const remedy = `do without, or add '${packageOf(specifier)}' to the row of ${name} in ${LIST}`;
    return `imports ${specifier}, ${keptOut(name, rooms)}: ${remedy}.`;
  }
  if (!isTest && TEST.test(target)) {
    return `imports ${target}, but what is made for tests has no place in the app: move what both need out of it.`;
  }
  const to = roomOf(target, rooms);
  if (to === name) return undefined;
  // A source that is not there is the compiler's to tell, or it is built of what is judged here; one that is tells of itself.
  if (to === undefined && SOURCE.test(target)) return undefined;
  if (to === undefined) return `imports ${target}, which is in no room: have it read as a file, or give it a room.`;
  if (room.rooms.includes(to)) return void uses.get(name)?.add(to);
  if (isTest && room.tests?.rooms?.includes(to)) return void uses.get(name)?.add(to);
  const remedy = `move the code to where both are known, or add '${to}' to the row of ${name} in ${LIST}`;
  return `imports ${target}, ${keptOut(name, rooms)}: ${remedy}.`;
}

/** @param {string} name @param {Rooms} rooms @returns {string} with the reason that the row gives, or the row of a room around it */
function keptOut(name, rooms) {
  for (let at = name; at !== '.'; at = posix.dirname(at)) {
    const not = rooms[at]?.mustNotKnow;
    if (not !== undefined) return `which the walls of ${name} keep out (it must not know ${not})`;
  }
  return `which the walls of ${name} keep out`;
}

/**
 * The room of a file: a row for the file itself, else for its folder. What is no source may lie deeper, as fixtures do.
 * @param {string} path
 * @param {Rooms} rooms
 * @returns {string | undefined}
 */
export function roomOf(path, rooms) {
  if (path in rooms) return path;
  const folder = posix.dirname(path);
  if (folder in rooms) return folder;
  return SOURCE.test(path) || folder === '.' ? undefined : roomOf(folder, rooms);
}

/** @param {string} path @param {string} specifier @returns {string | undefined} the file that it names; undefined for a package */
function targetOf(path, specifier) {
  if (!specifier.startsWith('.')) return undefined;
  return posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''));
}

/** @param {string} entry a package, `node:fs`, or all of a family as `node:*` @param {string} specifier */
function covers(entry, specifier) {
  if (entry.endsWith('*')) return specifier.startsWith(entry.slice(0, -1));
  return specifier === entry || specifier.startsWith(`${entry}/`);
}

/** @param {string} specifier @returns {string} the name by which a row lets it in */
function packageOf(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/**
 * Files of the app that tests alone import. What nobody imports is an entry, or dead, which knip tells.
 * @param {ReadonlyMap<string, Reach>} sources
 * @param {Rooms} rooms
 * @returns {string[]}
 */
function unnamedTestkits(sources, rooms) {
  const isForTests = (/** @type {string} */ path) =>
    TEST.test(path) || rooms[roomOf(path, rooms) ?? '']?.isForTests === true;
  /** @type {Map<string, boolean>} */
  const servesTestsAlone = new Map();
  for (const [path, { imports }] of sources) {
    for (const { specifier = '' } of imports) {
      const target = targetOf(path, specifier) ?? '';
      servesTestsAlone.set(target, isForTests(path) && servesTestsAlone.get(target) !== false);
    }
  }
  return [...sources.keys()]
    .filter((path) => servesTestsAlone.get(path) === true && !isForTests(path))
    .map((path) => `${path} is imported by tests alone: name it ${path.replace(/(\.\w+)$/, '.testkit$1')}.`);
}

/** @param {ReadonlyMap<string, Reach>} sources @returns {string[]} */
function circles(sources) {
  const graph = new Map(
    [...sources].map(([path, { imports }]) => {
      const targets = imports.map(({ specifier }) => (specifier === undefined ? undefined : targetOf(path, specifier)));
      return [path, targets.filter((target) => target !== undefined && sources.has(target))];
    }),
  );
  return circlesIn(/** @type {Map<string, string[]>} */ (graph)).map(
    (circle) => `${circle.join(' → ')} import each other in a circle: move what they share into a file of its own.`,
  );
}

/** @param {ReadonlyMap<string, Reach>} sources @param {Rooms} rooms @param {Uses} uses @returns {string[]} */
function faultsOfList(sources, rooms, uses) {
  const lived = new Set([...sources.keys()].map((path) => roomOf(path, rooms)));
  const names = Object.keys(rooms);
  const empty = names.filter((name) => !lived.has(name));
  const unknown = Object.entries(rooms).flatMap(([name, row]) =>
    [...row.rooms, ...(row.tests?.rooms ?? [])].filter((to) => !(to in rooms)).map((to) => ({ name, to })),
  );
  const idle = Object.entries(rooms).flatMap(([name, { rooms: others, packages, tests }]) =>
    [...others, ...packages, ...(tests?.rooms ?? []), ...(tests?.packages ?? [])]
      .filter((entry) => lived.has(name) && !uses.get(name)?.has(entry))
      .map((entry) => ({ name, entry })),
  );
  const upward = circlesIn(new Map(Object.entries(rooms).map(([name, row]) => [name, row.rooms])));
  return [
    ...empty.map((name) => `${LIST} has a row for ${name}, which holds no source: remove or rename the row.`),
    ...unknown.map(({ name, to }) => `${LIST} lets ${name} import ${to}, which has no row: give it one.`),
    ...idle.map(
      ({ name, entry }) => `${LIST} lets ${name} import ${entry}, which it does not: take it out of the row.`,
    ),
    ...upward.map((circle) => `${LIST} lets rooms import each other in a circle, ${circle.join(' → ')}: take one out.`),
  ];
}
