// A plan in a sentence or two: which parts come, go and restart, and what becomes of volumes.
import type { Change, Plan } from '../../shared/model/plan.ts';
import { quantityBytes } from '../../shared/model/settings/units.ts';

/** In characters. */
const LONGEST = 200;
const LONGEST_NAME = 40;
/** How many parts of one kind are named, where that is short enough. */
const MOST_NAMED = 3;

const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);
const TOUCHED: ReadonlySet<Change['op']> = new Set(['created', 'configured', 'replaced', 'deleted']);

/** Whether it runs pods for as long as it is there. */
export function isWorkload({ ref }: Pick<Change, 'ref'>): boolean {
  return WORKLOADS.has(ref.kind);
}

/** "Adds Loki and Alloy, with a volume of 10 GiB and 2 images. Grafana restarts." At most 200 characters. */
export function planSentence({ changes }: Pick<Plan, 'changes'>): string {
  for (let named = MOST_NAMED; named > 0; named--) {
    const sentence = sentenceOf(changes, named);
    if (sentence.length <= LONGEST) return sentence;
  }
  return `${sentenceOf(changes, 1).slice(0, LONGEST - 1)}…`;
}

function sentenceOf(changes: readonly Change[], named: number): string {
  const touched = changes.filter(({ op }) => TOUCHED.has(op));
  const { comes, goes, anew, restarts, changed } = fatesOf(touched);
  const some = (parts: readonly string[]) => listOf(parts, named);
  const made = madeBy(touched);
  const lost = claimsIn(touched, 'deleted').length;
  const kept = claimsIn(changes, 'kept').length;
  const said = [
    comes.length > 0 ? `Adds ${some(comes)}${made.length > 0 ? `, with ${listOf(made, made.length)}` : ''}.` : '',
    goes.length > 0 ? `Removes ${some(goes)}.` : '',
    lost > 0
      ? `Deletes ${lost === 1 ? 'a volume' : `${lost} volumes`} with all that is in ${lost === 1 ? 'it' : 'them'}.`
      : '',
    anew.length > 0 ? `Makes ${some(anew)} anew.` : '',
    restarts.length > 0 ? `${some(restarts)} ${restarts.length === 1 ? 'restarts' : 'restart'}.` : '',
    changed.length > 0 ? `Changes ${some(changed)} without a restart.` : '',
    kept > 0 ? `${kept === 1 ? 'A volume stays' : `${kept} volumes stay`}.` : '',
  ].filter((one) => one !== '');
  if (said.length > 0) return said.join(' ');
  if (touched.length === 0) return 'Nothing changes.';
  return touched.length === 1
    ? 'Changes one object that serves all parts.'
    : `Changes ${touched.length} objects that serve all parts.`;
}

/** What becomes of the parts: each is in one list. */
interface Fates {
  readonly comes: readonly string[];
  readonly goes: readonly string[];
  readonly anew: readonly string[];
  readonly restarts: readonly string[];
  readonly changed: readonly string[];
}

function fatesOf(touched: readonly Change[]): Fates {
  const byPart = new Map<string, Change[]>();
  for (const change of touched) {
    if (change.part === undefined) continue;
    byPart.set(change.part, [...(byPart.get(change.part) ?? []), change]);
  }
  const of = (fate: keyof Fates) => [...byPart].filter(([, own]) => fateOf(own) === fate).map(([part]) => part);
  return { comes: of('comes'), goes: of('goes'), anew: of('anew'), restarts: of('restarts'), changed: of('changed') };
}

function fateOf(own: readonly Change[]): keyof Fates {
  const workloads = own.filter(isWorkload);
  const has = (op: Change['op']) => workloads.some((change) => change.op === op);
  if (has('replaced')) return 'anew';
  if (workloads.some(isRolled)) return 'restarts';
  if (has('created')) return 'comes';
  // What leaves its volume behind is gone all the same.
  return has('deleted') ? 'goes' : 'changed';
}

/** Whether its pods are replaced: their template changes. */
function isRolled({ op, before, after }: Change): boolean {
  return op === 'configured' && templateIn(before) !== templateIn(after);
}

/** The lines of the pod template in a workload's YAML. */
function templateIn(yaml = ''): string {
  return /^ {2}template:\n(?:(?: {3}.*)?\n)*/m.exec(`${yaml}\n`)?.[0].trimEnd() ?? '';
}

/** What comes with the parts: "a volume of 10 GiB", "2 images". */
function madeBy(touched: readonly Change[]): string[] {
  const claims = claimsIn(touched, 'created');
  const bytes = claims.reduce((sum, { after = '' }) => sum + sizeIn(after), 0);
  const size = bytes > 0 ? ` of ${formatted(bytes)}` : '';
  const images = new Set(
    touched
      .filter((change) => change.op === 'created' && isWorkload(change))
      .flatMap(({ after = '' }) => [...after.matchAll(/^ +(?:- )?image: (\S+)$/gm)].map(([, image]) => image)),
  );
  return [
    ...(claims.length === 0 ? [] : [claims.length === 1 ? `a volume${size}` : `${claims.length} volumes${size}`]),
    ...(images.size === 0 ? [] : [images.size === 1 ? 'an image' : `${images.size} images`]),
  ];
}

function claimsIn(changes: readonly Change[], op: Change['op']): readonly Change[] {
  return changes.filter((change) => change.op === op && change.ref.kind === 'PersistentVolumeClaim');
}

/** The bytes that a claim asks for; 0 where it says nothing that could be read. */
function sizeIn(yaml: string): number {
  const bytes = quantityBytes(/^ +storage: "?([\w.]+)"?$/m.exec(yaml)?.[1] ?? '');
  return Number.isFinite(bytes) ? bytes : 0;
}

function formatted(bytes: number): string {
  const gib = bytes / 1024 ** 3;
  return gib < 1 ? `${Math.round(bytes / 1024 ** 2)} MiB` : `${Math.round(gib * 10) / 10} GiB`;
}

/** "Loki and Alloy"; "Loki, Alloy and 3 more". */
function listOf(words: readonly string[], most: number): string {
  const shown = words
    .slice(0, most)
    .map((word) => (word.length > LONGEST_NAME ? `${word.slice(0, LONGEST_NAME - 1)}…` : word));
  const more = words.length - shown.length;
  const last = more > 0 ? `${more} more` : shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`;
}
