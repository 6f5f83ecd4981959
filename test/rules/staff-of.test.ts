import { describe, expect, it } from '@jest/globals';
import type { Values } from '../../functions/src/rules/record';
import { staffOf } from '../../functions/src/rules/settings-rows';

describe('somebody on the staff tab', () => {
  const values = { name: '李雷', email: 'lilei@gendan.example', roles: 'transport-clerk,warehouse-clerk' };
  it('is at work, told by email, in the language of the staff, unless the row says otherwise', () => {
    expect(staffOf(values, 'zh-TW')).toStrictEqual({
      name: '李雷',
      email: 'lilei@gendan.example',
      roles: ['transport-clerk', 'warehouse-clerk'],
      language: 'zh-TW',
      channel: 'email',
      regions: [],
      dealers: [],
      active: true,
    });
    const said = { phone: '+8613912345678', channel: 'both', language: 'en', active: false };
    expect(staffOf({ ...values, ...said }, 'zh-CN')).toMatchObject(said);
  });

  it('looks after the regions and dealers that are named, whatever stands between', () => {
    const named = staffOf(
      { ...values, regions: '华南、 华东，North China\n', dealers: '南海经销部;顺德店' },
      'zh-CN',
    );
    expect(named?.regions).toEqual(['华南', '华东', 'North China']);
    expect(named?.dealers).toEqual(['南海经销部', '顺德店']);
  });

  it('is away from one day to another, and not before both are known', () => {
    const away = { awayFrom: '2026-04-01', awayTo: '2026-04-05', deputy: 'zhang@gendan.example' };
    expect(staffOf({ ...values, ...away }, 'zh-CN')?.away).toEqual({
      from: '2026-04-01',
      to: '2026-04-05',
      deputy: 'zhang@gendan.example',
    });
    expect(staffOf({ ...values, awayFrom: '2026-04-01' }, 'zh-CN')).toStrictEqual(staffOf(values, 'zh-CN'));
    expect(staffOf({ ...values, awayTo: '2026-04-05' }, 'zh-CN')?.away).toBeUndefined();
  });

  it.each(['name', 'email', 'roles'])('is nobody without %s', (id) => {
    const { [id]: _left, ...rest }: Values = values;
    expect(staffOf(rest, 'zh-CN')).toBeUndefined();
  });

  it('is nobody with a role that there no longer is', () => {
    expect(staffOf({ ...values, roles: 'transport-clerk,driver' }, 'zh-CN')).toBeUndefined();
  });
});
