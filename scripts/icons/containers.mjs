// The icon files of Windows and macOS: both are lists of PNGs behind a small header.

/**
 * An .ico of the PNGs up to 256 px. Source: learn.microsoft.com, "Icons" (ICONDIR, ICONDIRENTRY).
 * @param {ReadonlyMap<number, Buffer>} pngs by size in px
 */
export function toIco(pngs) {
  const entries = [...pngs].filter(([sizePx]) => sizePx <= 256);
  const header = Buffer.alloc(6 + 16 * entries.length);
  header.writeUInt16LE(1, 2); // an icon, not a cursor
  header.writeUInt16LE(entries.length, 4);
  let offset = header.length;
  for (const [index, [sizePx, png]] of entries.entries()) {
    const at = 6 + 16 * index;
    header.writeUInt8(sizePx % 256, at); // 0 means 256
    header.writeUInt8(sizePx % 256, at + 1);
    header.writeUInt16LE(1, at + 4); // colour planes
    header.writeUInt16LE(32, at + 6); // bits a pixel
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...entries.map(([, png]) => png)]);
}

// Type codes of the sizes; those of twice the points come second. Source: iconutil's output, Apple Icon Image format.
const ICNS_TYPES = /** @type {const} */ ([
  [16, 'icp4'],
  [32, 'icp5'],
  [64, 'icp6'],
  [128, 'ic07'],
  [256, 'ic08'],
  [512, 'ic09'],
  [1024, 'ic10'],
  [32, 'ic11'],
  [64, 'ic12'],
  [256, 'ic13'],
  [512, 'ic14'],
]);

/**
 * An .icns of the PNGs that macOS knows a type code for.
 * @param {ReadonlyMap<number, Buffer>} pngs by size in px
 */
export function toIcns(pngs) {
  const blocks = ICNS_TYPES.flatMap(([sizePx, type]) => {
    const png = pngs.get(sizePx);
    return png === undefined ? [] : [block(type, png)];
  });
  return block('icns', Buffer.concat(blocks));
}

/** @param {string} type @param {Buffer} content */
function block(type, content) {
  const header = Buffer.alloc(8);
  header.write(type, 0, 'latin1');
  header.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([header, content]);
}
