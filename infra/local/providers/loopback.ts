import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';

type App = Pick<Parameters<typeof createAdaptorServer>[0], 'fetch'>;
export type LoopbackServer = {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
};

/** Serves an app on 127.0.0.1; port 0 takes a free one. Closing cuts what hangs. @throws Error when the port is taken */
export async function serveOnLoopback(app: App, port = 0): Promise<LoopbackServer> {
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a loopback server has a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
