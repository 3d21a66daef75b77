// Finds circles in a directed graph.

/**
 * Circles of the graph that share no node, so that a knot of many is told by few.
 * @param {ReadonlyMap<string, readonly string[]>} graph targets that are no keys are left out
 * @returns {string[][]} each begins and ends with the same node; none for a graph without circles
 */
export function circlesIn(graph) {
  const left = withoutDeadEnds(graph);
  const told = new Set();
  return [...left.keys()].flatMap((start) => {
    const circle = shortestCircle(start, left);
    if (circle === undefined || circle.some((node) => told.has(node))) return [];
    for (const node of circle) told.add(node);
    return [circle];
  });
}

/** @param {ReadonlyMap<string, readonly string[]>} graph @returns {Map<string, string[]>} the nodes from which a circle is reached */
function withoutDeadEnds(graph) {
  let left = new Map([...graph].map(([node, targets]) => [node, targets.filter((target) => graph.has(target))]));
  for (;;) {
    const next = new Map([...left].filter(([, targets]) => targets.some((target) => left.has(target))));
    if (next.size === left.size) return left;
    left = next;
  }
}

/** @param {string} start @param {ReadonlyMap<string, readonly string[]>} graph @returns {string[] | undefined} */
function shortestCircle(start, graph) {
  /** @type {Map<string, string>} */
  const cameFrom = new Map();
  const waiting = [start];
  for (const node of waiting) {
    for (const target of graph.get(node) ?? []) {
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      if (target === start) return trail(start, cameFrom);
      waiting.push(target);
    }
  }
  return undefined;
}

/** @param {string} start @param {ReadonlyMap<string, string>} cameFrom @returns {string[]} */
function trail(start, cameFrom) {
  const circle = [start];
  for (let at = cameFrom.get(start); at !== undefined && at !== start; at = cameFrom.get(at)) circle.unshift(at);
  return [start, ...circle];
}
