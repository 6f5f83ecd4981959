import { once } from 'node:events';
import type { Server } from 'node:http';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { frontDoor } from '../../functions/src/entry/front-door';
import type { WiredServices } from '../../functions/src/ports';
import { functionEntries, registerFunctions } from '../../functions/src/register-functions';

export type FunctionsServer = {
  readonly url: string;
  /** As if the deployment were gone: connections are refused until `start`. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
};

/** All functions in one process, each behind the framework's own wrapper and our front door, by its name in the path. */
export async function startFunctions(wired: () => WiredServices, port = 0): Promise<FunctionsServer> {
  registerFunctions(wired);
  const functions = Object.fromEntries(
    Object.keys(functionEntries).map((name) => [name, getTestServer(name)]),
  );
  let server = await listening(frontDoor(functions), port);
  const address = server.address();
  const used = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${used}`,
    stop: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
    start: async () => {
      if (!server.listening) server = await listening(frontDoor(functions), used);
    },
  };
}

async function listening(server: Server, port: number): Promise<Server> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
