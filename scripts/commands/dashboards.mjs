// `npm run dashboards`: writes the dashboards' JSON into the stack's assets, from their sources.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT, runCommand } from '../command.mjs';
import { buildDashboards } from '../dashboards/build.mjs';
import { bootstrap } from '../setup/bootstrap.mjs';

await runCommand(async () => {
  await bootstrap();
  for (const { path, json } of await buildDashboards()) {
    writeFileSync(path, json);
    console.log(relative(ROOT, path));
  }
});
