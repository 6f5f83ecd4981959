import { describe, expect, it } from '@jest/globals';
import type { Language } from '../../functions/src/forms/label';
import { noticeStand, noticeStandShort, noticeTrouble } from '../../functions/src/rules/notice-texts';

const now = '2026-03-16T06:10:00.000Z';
const lost = (code?: string) =>
  ({ channel: 'email', state: 'undelivered', reason: 'not-delivered', code, dueAt: now }) as const;
const stand = (code?: string, language: Language = 'zh-CN') =>
  noticeStand(lost(code), { now, zone: 'Asia/Shanghai', language });

describe('an email that came back', () => {
  it.each([
    ['550 5.1.1', '未送达（邮件被退回：邮箱不存在，请打电话）'],
    ['5.1.10', '未送达（邮件被退回：邮箱不存在，请打电话）'],
    ['5.1.2', '未送达（邮件被退回：邮箱的域名不存在，请打电话）'],
    ['552 5.2.2', '未送达（邮件被退回：对方邮箱已满，请打电话）'],
    ['452 4.2.2', '未送达（邮件被退回：对方邮箱已满，请打电话）'],
    ['5.4.4', '未送达（邮件被退回：找不到对方的邮件服务器，请打电话）'],
    ['4.4.7', '未送达（邮件被退回：一直连不上对方的邮件服务器，请打电话）'],
    ['550 5.7.26', '未送达（邮件被退回：对方邮件服务器拒收，请打电话）'],
    ['451 4.7.650', '未送达（邮件被退回：对方邮件服务器拒收，请打电话）'],
    ['554 5.6.0', '未送达（邮件被退回，代码554 5.6.0，请打电话）'],
    [undefined, '未送达（邮件被退回，请打电话）'],
  ])('with the code %s is said to have come back, and why', (code, text) => {
    expect(stand(code)).toBe(text);
  });

  it('is said so in the other languages', () => {
    expect(stand('550 5.1.1', 'zh-TW')).toBe('未送達（電子郵件被退回：電子郵件信箱不存在，請打電話）');
    expect(stand('452 4.2.2', 'en')).toBe(
      'Not delivered (the email came back: mailbox is full, please phone)',
    );
  });

  it('is 未送达 where there is little room', () => {
    expect(noticeStandShort(lost('5.1.1'), { now, zone: 'Asia/Shanghai', language: 'zh-CN' })).toBe('未送达');
  });

  it('is told apart from one that was refused at once, and from an SMS', () => {
    const refused = { ...lost('550 5.7.1'), state: 'failed', reason: 'refused' } as const;
    expect(noticeTrouble(refused, 'zh-CN')).toBe('对方邮件服务器拒收，请打电话');
    expect(noticeTrouble({ ...lost('30008'), channel: 'sms' }, 'zh-CN')).toBe(
      '对方没有收到，代码30008，请打电话',
    );
    expect(noticeTrouble({ ...lost('30003'), channel: 'sms' }, 'zh-CN')).toBe(
      '对方关机或不在服务区，请打电话',
    );
  });
});
