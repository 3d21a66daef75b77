// An object's YAML as somebody edits it.

export interface Draft {
  /** As it was when they began. */
  readonly base: string;
  readonly text: string;
}
