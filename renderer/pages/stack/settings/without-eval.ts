// Keeps zod from compiling code, which the page's content security policy forbids and complains of. Imported before any schema is made.
import { config } from 'zod';

config({ jitless: true });
