import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createMailIds } from '../../functions/src/adapters/mail-id';

const from = '跟单 <notices@company.example>';
const secret = 'a-secret-of-the-tests-and-of-nobody-else';
const ids = createMailIds({ from, secret });
const noticeId = 'order~7f3~goods-shipped~dealer~email~1';

describe('the id of an email', () => {
  it('is the same whenever it is asked for, and names its notice', () => {
    expect(ids.of(noticeId)).toBe(createMailIds({ from, secret }).of(noticeId));
    expect(ids.of(noticeId)).toMatch(/^order~7f3~goods-shipped~dealer~email~1\.[\w-]{16}@company\.example$/);
    expect(ids.noticeOf(ids.of(noticeId))).toBe(noticeId);
  });

  it('is read with its angle brackets, and without its domain', () => {
    const [bare = ''] = ids.of(noticeId).split('@');
    for (const id of [` <${ids.of(noticeId)}> `, bare, `${bare}@elsewhere.example`])
      expect(ids.noticeOf(id)).toBe(noticeId);
  });

  it('may be of any notice, and is one word of harmless signs with one @', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (id) => {
        fc.pre(id.isWellFormed());
        expect(ids.of(id)).toMatch(/^[\w.~%-]+@company\.example$/);
        expect(ids.noticeOf(ids.of(id))).toBe(id);
      }),
    );
  });

  it('can’t be made up: another notice, another signature, or a signature by somebody else’s secret', () => {
    const [owner = '', signed = ''] = ids.of(noticeId).split(/\.(?=[\w-]{16}@)/);
    const others = createMailIds({ from, secret: `${secret}!` });
    for (const id of [
      `${owner.replace('~1', '~2')}.${signed}`,
      `${owner}.${signed.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`,
      `${owner}@company.example`,
      others.of(noticeId),
      `%E0%A4%A.${'a'.repeat(16)}@company.example`,
      '',
    ])
      expect(ids.noticeOf(id)).toBeUndefined();
  });

  it('is never found in what anybody types', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(ids.noticeOf(text)).toBeUndefined()));
  });
});
