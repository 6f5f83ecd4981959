import { expect } from '@jest/globals';
import { createMemoryStore } from '../../functions/src/adapters/memory-store';
import { contactPath } from '../../functions/src/flows/contact-permission';
import type { CellInput } from '../../functions/src/forms/edit-contract';
import type { Store } from '../../functions/src/ports';
import { contactSchema } from '../../functions/src/rules/contact';
import { type Notice, noticeSchema } from '../../functions/src/rules/notice';
import { sendOne } from './edits';
import { head } from './orders';
import { testServices } from './services';
import { zhang } from './staff';

export const now = '2026-03-16T04:00:00.000Z';
export const phone = '+8613912345678';
export const email = 'li@dealer.example';
export const byEmail = { dealerEmail: email, channel: '邮件优先', language: '英文' };
export const received = { ...head, receivedAt: '3月16日8时' };

/** A desk where orders are entered, each on a row of its own. */
export function office(store: Store = createMemoryStore(), at = now) {
  const world = testServices({ now: at, store });
  return {
    ...world,
    enter: async (key: string, cells: Record<string, CellInput>, by = zhang, revision = 0) => {
      const answer = await sendOne(world.services, by, { key, cells, revision });
      expect([answer.outcome, answer.problems]).toEqual(['saved', []]);
      return answer;
    },
    /** How the dealer of that order is told that it was registered. */
    told: async (key: string): Promise<readonly Notice[]> =>
      (await store.find({ collection: 'notices', where: [['record', '==', `order~${key}`]], limit: 20 }))
        .map(({ data }) => noticeSchema.parse(data))
        .filter(({ recipient }) => recipient === 'dealer'),
    contact: async (address: string) => {
      const [document] = await store.get([contactPath(address)]);
      return document && contactSchema.parse(document.data);
    },
  };
}
/** How, in which language and where somebody is told. */
export const chosen = ({ channel, language, to }: Notice) => [channel, language, to];
