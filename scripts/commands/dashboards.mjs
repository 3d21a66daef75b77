// `npm run dashboards`: writes the dashboards' JSON into the version of the stack that is in work, from their sources.
import { runCommand } from '../command.mjs';
import { writeDashboards } from '../dashboards/build.mjs';
import { bootstrap } from '../setup/bootstrap.mjs';

await runCommand(async () => {
  await bootstrap();
  const written = await writeDashboards();
  for (const path of written) console.log(`assets/stack/${path}`);
  if (written.length === 0) console.log('The dashboards are what dashboards/ makes.');
});
