// Keeps a defect in one page from taking the window away; it is written into the log.
import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { reportError } from '../ipc/report-errors.ts';
import { diagnosticsText } from '../text/diagnostics.ts';
import { shellText } from '../text/shell.ts';
import { Notice } from '../ui/Notice.tsx';
import { CopyDiagnosticsButton } from './CopyDiagnosticsButton.tsx';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly failure: string | undefined;
}

export class ErrorBoundary extends Component<Props, State> {
  override readonly state: State = { failure: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  override componentDidCatch(error: unknown): void {
    reportError('page', error);
  }

  override render() {
    const { failure } = this.state;
    if (failure === undefined) return this.props.children;
    return (
      <Notice tone="bad" title={shellText.failed.crash} reason={failure}>
        <Button variant="filled" onClick={() => window.location.reload()}>
          {diagnosticsText.reload}
        </Button>
        <CopyDiagnosticsButton />
      </Notice>
    );
  }
}
