import * as undici from 'undici';
import { expect, it } from 'vitest';
import { Agent, buildConnector, errors, Pool } from './undici.ts';

it('the parts are those of undici’s front door', () => {
  expect({ Agent, buildConnector, errors, Pool }).toEqual({
    Agent: undici.Agent,
    buildConnector: undici.buildConnector,
    errors: undici.errors,
    Pool: undici.Pool,
  });
});
