// `npm run stack-version -- begin 1.2.0 | take COMPONENT | release`: the steps of a new version of the stack (CONTRIBUTING.md).
import { runCommand } from '../command.mjs';
import { stackVersion } from '../stack/steps.mjs';

await runCommand(async (args) => console.log(await stackVersion(args)));
