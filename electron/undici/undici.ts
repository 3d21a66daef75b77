// The parts of undici that are used. Its front door also loads fetch, WebSockets, mocks and caches, for longer than all the rest of the engine takes.
import api from 'undici/lib/api/index.js';
import connect from 'undici/lib/core/connect.js';
import coreErrors from 'undici/lib/core/errors.js';
import AgentPart from 'undici/lib/dispatcher/agent.js';
import DispatcherPart from 'undici/lib/dispatcher/dispatcher.js';
import PoolPart from 'undici/lib/dispatcher/pool.js';

// As undici does it at its front door: `request` and its like are methods of every dispatcher.
Object.assign(DispatcherPart.prototype, api);

/** A pool of connections to one origin. */
export const Pool = PoolPart;
/** A pool for each origin that is asked. */
export const Agent = AgentPart;
/** Makes what connects such a pool. */
export const buildConnector = connect;
/** The classes of what goes wrong on the way. */
export const errors = coreErrors;
