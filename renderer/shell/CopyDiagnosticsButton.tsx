// The button that goes with a failure of ODIN itself.
import { Button } from '@mantine/core';
import { diagnosticsText } from '../text/diagnostics.ts';
import { useCopyDiagnostics } from './use-copy-diagnostics.ts';

export function CopyDiagnosticsButton() {
  const { copy, isCopying } = useCopyDiagnostics();
  return (
    <Button variant="default" loading={isCopying} onClick={copy}>
      {diagnosticsText.copy}
    </Button>
  );
}
