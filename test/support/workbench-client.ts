import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { order } from '../../functions/src/forms/order';
import { registerLayout } from '../../functions/src/forms/register-layout';

const snapshot = z.looseObject({
  sheets: z.array(z.looseObject({ properties: z.looseObject({ id: z.number(), title: z.string() }) })),
});
const { tab, columns } = registerLayout(order, 'zh-CN');

/** The workbench as its page asks it, where no page is needed to see what a test is about. */
export function workbenchClient(url: string) {
  const ask = async (path: string, init: RequestInit = {}): Promise<string> => {
    const answer = await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(60_000) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.text();
  };
  /** The whole workbook, as the JSON that the page loads. */
  const workbook = () => ask('/api/workbook');
  return {
    workbook,
    /** The business time, in milliseconds. */
    now: async () =>
      Date.parse(z.looseObject({ now: z.string() }).parse(JSON.parse(await ask('/api/workbench'))).now),
    about: async (): Promise<unknown> => JSON.parse(await ask('/api/workbench')),
    /** Types into a cell of the order register; `row` as the sheet counts, from 1. */
    type: async (user: string, field: string, row: number, typed: string): Promise<void> => {
      const sheetId = snapshot
        .parse(JSON.parse(await workbook()))
        .sheets.find(({ properties }) => properties.title === tab)?.properties.id;
      const column = columns.findIndex(({ id }) => id === field);
      await ask('/api/edits', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ user, sheetId, row: row - 1, column, typed: [[typed]] }),
      });
    },
    until: async (shown: string): Promise<void> => {
      for (let tries = 0; !(await workbook()).includes(shown); tries++) {
        if (tries > 600) throw new Error(`Waited a minute in vain for ${shown} in the workbook.`);
        await wait(100);
      }
    },
  };
}
