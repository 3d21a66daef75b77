// Keeps zod from compiling code, which the page's content security policy forbids. Imported before any schema is made.
import { config } from 'zod';

config({ jitless: true });
