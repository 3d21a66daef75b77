// The list of rooms as ARCHITECTURE.md's table.

/** @typedef {import('./rooms.mjs').Rooms} Rooms */

const HEAD = ['| room | what lives there | what it must not know |', '|---|---|---|'];
const TABLE = /^\| room \|.*\n\|[-|]+\|\n(?:\|.*\n)*/m;

/** @param {Rooms} rooms @returns {string} */
function roomsTable(rooms) {
  const rows = Object.entries(rooms).map(([name, { lives, mustNotKnow = '' }]) =>
    `| \`${name}\` | ${lives} | ${mustNotKnow} |`.replaceAll('  ', ' '),
  );
  return `${[...HEAD, ...rows].join('\n')}\n`;
}

/** @param {string} text of ARCHITECTURE.md @param {Rooms} rooms @returns {string} with the table of these rooms */
export function withRoomsTable(text, rooms) {
  return text.replace(TABLE, () => roomsTable(rooms));
}

/** @param {string} text of ARCHITECTURE.md @param {Rooms} rooms @returns {string | undefined} what is wrong with its table */
export function tableProblem(text, rooms) {
  if (!TABLE.test(text)) return 'ARCHITECTURE.md has no table of rooms: give it one that begins with "| room |".';
  if (withRoomsTable(text, rooms) === text) return undefined;
  return "ARCHITECTURE.md's table of rooms is not that of scripts/walls/rooms.mjs: run `npm run rooms`.";
}
