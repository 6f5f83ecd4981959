import { describe, expect, it } from '@jest/globals';
import { order } from '../../functions/src/forms/order';
import { calendarForm } from '../../functions/src/forms/settings-calendar';
import { noticesForm } from '../../functions/src/forms/settings-notices';
import { staffForm } from '../../functions/src/forms/settings-staff';
import type { Values } from '../../functions/src/rules/record';
import { standingOf } from '../../functions/src/rules/standing';

const facts = (values: Values) => ({ values, batch: 1, shipments: {} });
const wu = { name: '吴刚', email: 'wugang@hongyuan.example', roles: 'repairer' };

describe('a settings row', () => {
  it('that lacks something required is not in effect, and all that is missing is named', () => {
    const email = { email: 'wugang@hongyuan.example' };
    expect(standingOf(staffForm, facts(email), 'zh-CN')).toEqual({
      text: '未生效',
      note: '还缺 姓名、岗位，补齐后才生效。',
    });
    expect(standingOf(staffForm, facts(email), 'zh-TW')?.note).toMatch(/^還缺 姓名、.+，補齊後才生效。$/);
    expect(standingOf(staffForm, facts(email), 'en')).toEqual({
      text: 'Not in effect',
      note: 'Still missing: Name, Roles. It takes effect once they are filled in.',
    });
  });

  it('that is complete is in order, also while it holds only from a later day', () => {
    expect(standingOf(staffForm, facts(wu), 'zh-CN')).toBeUndefined();
    const shutdown = { kind: 'off', from: '2099-10-01', to: '2099-10-07' };
    expect(standingOf(calendarForm, facts(shutdown), 'zh-CN')).toBeUndefined();
  });

  it('that is complete but for a refused text whose place must not be taken for empty is not in effect', () => {
    const price = { kind: 'price', price: 0.9 };
    const refused = { country: { text: '台湾', code: 'not-a-number', by: 'x', at: 'y' } };
    expect(standingOf(noticesForm, { ...facts(price), refused }, 'zh-CN')).toEqual({
      text: '未生效',
      note: '国家区号(留空为其他国家和地区) 有误，改好后这一行才生效。',
    });
    expect(standingOf(noticesForm, { ...facts({ kind: 'price' }), refused }, 'zh-CN')?.note).toBe(
      '还缺 单价(元/条)，补齐后才生效。国家区号(留空为其他国家和地区) 有误，改好后这一行才生效。',
    );
    expect(standingOf(noticesForm, facts(price), 'zh-CN')).toBeUndefined();
  });

  it('is asked only for what its kind of row needs', () => {
    const { note = '' } =
      standingOf(calendarForm, facts({ kind: 'hours', from: '2026-04-01' }), 'zh-CN') ?? {};
    expect(note).toBe('还缺 上午上班、上午下班、下午上班、下午下班，补齐后才生效。');
  });
});

it('an order is never said to be out of effect, however much is missing', () => {
  expect(standingOf(order, facts({}), 'zh-CN')).toBeUndefined();
});
