import { getTestServer } from '@google-cloud/functions-framework/testing';
import { loadConfig } from './config';
import { frontDoor } from './entry/front-door';
import { log } from './log';
import type { WiredServices } from './ports';
import { registerFunctions } from './register-functions';
import { buildServices } from './services';

/**
 * What a deployed container runs: the framework's own server for the one function it is deployed as, behind our front
 * door. Fails at once, naming what is missing, when the configuration is incomplete.
 */
const config = loadConfig();
const { FUNCTION_TARGET: target, PORT: port } = config.environment;
let wired: WiredServices | undefined;
registerFunctions(() => {
  wired ??= buildServices(config);
  return wired;
});
frontDoor({ [target]: getTestServer(target) }).listen(port, () => log('INFO', 'serving', { target }));
