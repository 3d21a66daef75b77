// Starts the page.
import './styles/kit.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/kit-overrides.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { reportUncaught } from './ipc/report-errors.ts';
import { trustTextAlone } from './trusted-text.ts';

reportUncaught();
trustTextAlone();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
