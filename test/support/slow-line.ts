import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * A line to a server on this machine which can be held: what is sent meanwhile arrives when it is let go. Where nobody
 * listens at the other end, the connection is cut.
 */
export async function slowLine(to: string) {
  const { port } = new URL(to);
  const open = new Set<Socket>();
  let held = false;
  let waiting: (() => void)[] = [];
  const server = createServer((near) => {
    const far = connect(Number(port), '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    far.pipe(near);
    near.on('data', (sent) => {
      if (held) waiting.push(() => far.write(sent));
      else far.write(sent);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    hold: (): void => {
      held = true;
    },
    isWaiting: () => waiting.length > 0,
    letGo: (): void => {
      held = false;
      for (const go of waiting) go();
      waiting = [];
    },
    close: async (): Promise<void> => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
