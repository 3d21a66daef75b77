// Reads what a source reaches for: each import in whatever form it is written, types included, and each touch of the bridge.

/**
 * @typedef {object} Import
 * @property {number} line from 1
 * @property {string | undefined} specifier as it is written; undefined where only running the source would tell
 */

/**
 * @typedef {object} Reach
 * @property {readonly Import[]} imports
 * @property {readonly number[]} bridge the lines that touch `window.odin`
 */

/** @typedef {{ offset: number, specifier: string | undefined }} Found */

const JAVASCRIPT = /\.[cm]?js$/;
/** Only a source with one of these is walked node by node, which takes longer than to parse it. */
const WORTH_A_WALK = [
  /(?<!await )(?<!void )\bimport\s*\(|\brequire\s*\(|\bnew URL\s*\(|import\.meta\.glob|\bvi\s*\./,
  /\b(?:window|globalThis|self)\b[\s\S]*\bodin\b|\bodin\b[\s\S]*\b(?:window|globalThis|self)\b/,
];
const IMPORT_IN_COMMENT = /\bimport\(\s*['"]([^'"]+)['"]\s*\)|@import\b[^'"]*['"]([^'"]+)['"]/g;

/** Loads the parser: not before it is installed, and who calls this may be what installs it. */
export async function loadReader() {
  const { parseSync, Visitor } = await import('vite');

  /**
   * @param {string} path tells the language by its extension
   * @param {string} text
   * @returns {Reach} in the order of the source. Throws for a source that can't be parsed.
   */
  return (path, text) => {
    const parsed = parseSync(path, text);
    const [error] = parsed.errors;
    if (error !== undefined) throw new Error(`${path} can't be parsed: ${error.message}`);
    /** @type {Found[]} */
    const found = [...recorded(parsed.module, text), ...(JAVASCRIPT.test(path) ? inComments(parsed.comments) : [])];
    /** @type {number[]} */
    const bridge = [];
    // The tree comes over as JSON when it is asked for, which takes longer than the parsing.
    if (WORTH_A_WALK.some((it) => it.test(text))) walk(Visitor, parsed.program, found, bridge);
    const lineOf = lineCounter(text);
    return {
      imports: found
        .sort((a, b) => a.offset - b.offset)
        .map(({ offset, specifier }) => ({ line: lineOf(offset), specifier })),
      bridge: bridge.map(lineOf),
    };
  };
}

/** @param {import('vite').ParseResult['module']} module @param {string} text @returns {Found[]} what the module record has */
function recorded({ staticImports, staticExports, dynamicImports }, text) {
  return [
    ...staticImports.map(({ start, moduleRequest }) => ({ offset: start, specifier: moduleRequest.value })),
    ...staticExports.flatMap(({ start, entries }) => {
      const from = entries.find(({ moduleRequest }) => moduleRequest !== null)?.moduleRequest;
      return from ? [{ offset: start, specifier: from.value }] : [];
    }),
    ...dynamicImports.map(({ start, moduleRequest }) => ({
      offset: start,
      specifier: literalIn(text.slice(moduleRequest.start, moduleRequest.end)),
    })),
  ];
}

/** @param {import('vite').ParseResult['comments']} comments @returns {Found[]} the types that JavaScript imports in JSDoc */
function inComments(comments) {
  return comments.flatMap(({ start, value }) =>
    [...value.matchAll(IMPORT_IN_COMMENT)].map(({ index, ...match }) => ({
      offset: start + index,
      specifier: match[1] ?? match[2],
    })),
  );
}

/**
 * Finds what the module record leaves out: types that are imported in place, calls of `require`, `import.meta.glob` and
 * `vi.mock`, `new URL` of a source beside this one (what a worker is started with), `window.odin`.
 * @param {typeof import('vite').Visitor} Visitor
 * @param {import('vite').ESTree.Program} program
 * @param {Found[]} found
 * @param {number[]} bridge offsets
 */
function walk(Visitor, program, found, bridge) {
  const note = (/** @type {{ start: number }} */ { start }, /** @type {string | undefined} */ specifier) =>
    void found.push({ offset: start, specifier });
  new Visitor({
    TSImportType(node) {
      note(node, node.source.value);
    },
    TSExternalModuleReference(node) {
      note(node, node.expression.value);
    },
    CallExpression(node) {
      const called = node.callee;
      const [first] = node.arguments;
      if (called.type === 'Identifier' && called.name === 'require') note(node, textOf(first));
      if (called.type !== 'MemberExpression' || called.property.type !== 'Identifier') return;
      const { name } = called.property;
      const isGlob = name === 'glob' && called.object.type === 'MetaProperty';
      const isMock = isNamed(called.object, ['vi']) && ['mock', 'doMock', 'importActual', 'importMock'].includes(name);
      if ((isGlob || isMock) && first?.type !== 'ImportExpression') note(node, textOf(first));
    },
    NewExpression(node) {
      const [first, second] = node.arguments;
      if (!isNamed(node.callee, ['URL']) || second?.type !== 'MemberExpression') return;
      // A path that is put together names no source here: what it names is found by those who build it.
      if (second.object.type === 'MetaProperty' && SOURCE.test(textOf(first) ?? '')) {
        note(node, (textOf(first) ?? '').replace(/^(?!\.)/, './'));
      }
    },
    MemberExpression(node) {
      const name = node.property.type === 'Identifier' && !node.computed ? node.property.name : textOf(node.property);
      if (name === 'odin' && isGlobal(node.object)) bridge.push(node.start);
    },
    VariableDeclarator(node) {
      if (node.id.type !== 'ObjectPattern' || node.init === null || !isGlobal(node.init)) return;
      const takes = node.id.properties.some(({ type, ...rest }) => 'key' in rest && isNamed(rest.key, ['odin']));
      if (takes) bridge.push(node.start);
    },
  }).visit(program);
}

/** A file that is a source, by its name. */
export const SOURCE = /\.(?:[cm]?[jt]s|tsx)$/;

/** @param {unknown} node @returns {boolean} whether it is the page's global object, be it under another type */
function isGlobal(node) {
  const { type, expression } = /** @type {{ type: string, expression?: unknown }} */ (node);
  if (type === 'TSAsExpression' || type === 'ParenthesizedExpression' || type === 'TSNonNullExpression') {
    return isGlobal(expression);
  }
  return isNamed(node, ['window', 'globalThis', 'self']);
}

/** @param {unknown} node @param {readonly string[]} names */
function isNamed(node, names) {
  const { type, name = '' } = /** @type {{ type: string, name?: string }} */ (node);
  return type === 'Identifier' && names.includes(name);
}

/** @param {unknown} node @returns {string | undefined} the text that a literal stands for */
function textOf(node) {
  const { type, value, quasis } =
    /** @type {{ type?: string, value?: unknown, quasis?: { value: { cooked: string } }[] }} */ (node ?? {});
  if (type === 'Literal' && typeof value === 'string') return value;
  return type === 'TemplateLiteral' && quasis?.length === 1 ? quasis[0]?.value.cooked : undefined;
}

/** @param {string} code @returns {string | undefined} the text between its quotes; undefined for an expression */
function literalIn(code) {
  return /^(['"`])([^'"`$\\]*)\1$/.exec(code.trim())?.[2];
}

/** @param {string} text @returns {(offset: number) => number} */
function lineCounter(text) {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
