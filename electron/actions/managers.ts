// The names by which the API server knows what was done here by hand, as kubectl has `kubectl-edit` and others: none of them is a
// release's, so that what was done shows as a change by hand, with its kind.

export const EDITS = 'odin-control-panel-edit';
export const RESTARTS = 'odin-control-panel-restart';
export const SCALES = 'odin-control-panel-scale';
