// The demo cluster's schema table is what the API server publishes, word for word.
// ODIN_UPDATE_SCHEMA=1 with ODIN_CONFORMANCE_KUBECONFIG writes it anew.
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apiVersionOf, RESOURCES } from '../../electron/demo/store/resources.ts';
import { SCHEMA_TABLE } from '../../electron/demo/store/schema-table.ts';
import { schemaOf } from './schema-of.ts';
import { prepareSubject } from './target.ts';

const subject = prepareSubject();
const HEAD = `// The types of the kinds that the demo cluster serves, boiled down from Kubernetes 1.36's own OpenAPI v3 documents.
// Written by e2e/conformance/schema.test.ts: see schema.ts for how to read it.

/** Type name → its fields. */
export const SCHEMA_TABLE: Readonly<Record<string, string>> = {
`;

test('the schema table is what the API server publishes', async (context) => {
  const { client, isDemo } = subject();
  if (isDemo) context.skip('the demo cluster publishes no schema: it is made from the table');
  const kinds = RESOURCES.map((resource) => ({ apiVersion: apiVersionOf(resource), kind: resource.kind }));
  const table = await schemaOf(client, kinds);
  if (process.env.ODIN_UPDATE_SCHEMA !== undefined) {
    const lines = Object.entries(table).map(([name, fields]) => `  ${name}: '${fields}',\n`);
    writeFileSync(
      new URL('../../electron/demo/store/schema-table.ts', import.meta.url),
      `${HEAD}${lines.join('')}};\n`,
    );
    return;
  }
  expect(SCHEMA_TABLE).toEqual(table);
});
