// The button that goes with a failure of ODIN itself.
import { Button } from '@mantine/core';
import { text } from '../text.ts';
import { useCopyDiagnostics } from './use-copy-diagnostics.tsx';

export function CopyDiagnosticsButton() {
  const { copy, isCopying } = useCopyDiagnostics();
  return (
    <Button variant="default" loading={isCopying} onClick={copy}>
      {text.diagnostics.copy}
    </Button>
  );
}
