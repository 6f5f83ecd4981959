import { describe, expect, it } from '@jest/globals';
import { registerLayout } from '../../functions/src/forms/register-layout';
import { staffForm } from '../../functions/src/forms/settings-staff';
import { fullStaff } from '../support/settings-filled';
import { problemsOf, type } from '../support/settings-typing';
import { zhang } from '../support/staff';

describe('员工与角色', () => {
  it('keeps roles by id, and an address for good', () => {
    const { record } = type(staffForm, fullStaff);
    expect(record.values).toMatchObject({ roles: 'transport-clerk,warehouse-clerk' });
    expect(problemsOf(type(staffForm, { email: 'other@gendan.example' }, record))).toEqual(['email: fixed']);
    expect(problemsOf(type(staffForm, { email: null }, record))).toEqual(['email: fixed']);
  });

  it('knows its deputies, and that nobody is back before they left', () => {
    const cells = {
      ...fullStaff,
      deputy: 'nobody@gendan.example',
      awayFrom: '2026-04-10',
      awayTo: '2026-04-09',
    };
    expect(problemsOf(type(staffForm, cells))).toEqual(['awayTo: too-early', 'deputy: not-on-staff']);
    expect(problemsOf(type(staffForm, { ...cells, deputy: zhang.email, awayTo: '4月10日' }))).toEqual([]);
  });

  it('has nobody stand in for themselves', () => {
    const self = { ...fullStaff, email: zhang.email, deputy: zhang.email.toUpperCase() };
    expect(problemsOf(type(staffForm, self))).toEqual(['deputy: same-as-other']);
  });

  it('says what to do with the row of an address that was wrong', () => {
    const { record } = type(staffForm, fullStaff);
    expect(type(staffForm, { email: 'other@gendan.example' }, record).problems).toMatchObject([
      { message: '“邮箱”填好后不能改。填错了请另起一行，旧的那一行请把“在职”改为“否”。' },
    ]);
  });

  it('has no dropdown for several roles, for a dropdown gives one', () => {
    const columns = registerLayout(staffForm, 'zh-CN').columns;
    expect(columns.find(({ id }) => id === 'roles')).toMatchObject({ numberFormat: '@', title: '岗位' });
    expect(registerLayout(staffForm, 'zh-TW').columns.find(({ id }) => id === 'roles')?.title).toBe('職務');
    expect(columns.find(({ id }) => id === 'roles')?.dropdown).toBeUndefined();
    expect(columns.find(({ id }) => id === 'channel')?.dropdown).toEqual(['邮件', '短信', '短信和邮件']);
  });
});
