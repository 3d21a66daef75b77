// The ways out of the inspector that lead to pages; the shell opens them.

export interface InspectorDoors {
  readonly openStack: () => void;
  readonly openSettings: () => void;
  readonly openDrift: () => void;
  readonly openDoctor: () => void;
}
