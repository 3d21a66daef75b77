/** A state's look, each with a shape of its own. ok: check in a circle; warn: triangle; bad: octagon; busy: arc; none: dashed circle. */
export type Tone = 'ok' | 'warn' | 'bad' | 'busy' | 'none';
