import { expect, it } from '@jest/globals';
import { replyOf } from '../support/notice-desk';
import { sectionRows, summaryLineOf, tabOf } from '../support/summary-lines';

it('a long letter is cut between its letters, so that the tab can be written: half an emoji is none', () => {
  const body = `${'货'.repeat(199)}👍👍`;
  for (const title of ['今日看板', '异常']) {
    const tab = tabOf(
      title,
      [summaryLineOf({ number: 'DH1' })],
      undefined,
      {},
      { replies: [replyOf({ body })] },
    );
    const cells = sectionRows(tab, '客户来信待处理').flat().map(String);
    expect(cells).toContain(`${'货'.repeat(199)}👍`);
    expect(cells.every((cell) => cell.isWellFormed())).toBe(true);
  }
});
