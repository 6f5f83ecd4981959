import { it } from '@jest/globals';
import { builtAddon, openDesk } from './desk';

it('probe', async () => {
  const desk = await openDesk(await builtAddon());
  try {
    const t0=Date.now();
    const r = await desk.setUp();
    console.log('setup', r, Date.now()-t0, desk.alerts);
    const t1=Date.now();
    console.log(await desk.type(4, 'dealerName', '王五'), Date.now()-t1);
    for (const id of ['key','saved','waiting','state','number','next','due','dealerName']) console.log(id, desk.cell(4,id));
    console.log(JSON.stringify(desk.server.received));
    await desk.typeOnCard('number', 'DH2026-0001');
    console.log(desk.cardCell('dealerName'));
  } finally { await desk.close(); }
});
