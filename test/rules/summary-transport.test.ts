import { describe, expect, it } from '@jest/globals';
import { sectionRows, summaryLineOf, tabOf } from '../support/summary-lines';

describe('运输时间跟踪', () => {
  const shipment = (number: string, times: Record<string, string>, changes = {}) =>
    summaryLineOf({
      number,
      times: { shippedAt: '2026-03-10T06:00:00.000Z', expectedArrival: '2026-03-12T06:00:00.000Z', ...times },
      transport: { mode: 'dedicated', carrier: '刘师傅' },
      ...changes,
    });
  const lines = [
    shipment('DH1', { arrivedAt: '2026-03-12T02:00:00.000Z' }),
    shipment('DH2', { arrivedAt: '2026-03-12T11:00:00.000Z', shippedAt: '2026-03-10T07:00:00.000Z' }),
    shipment('DH3', {}, { batch: 2, region: '', transport: { mode: 'part-load', carrier: '' } }),
  ];

  it('has a line per shipment, the newest first: days on the road, and how late', () => {
    expect(sectionRows(tabOf('运输时间跟踪', lines), '每批发货 3 批')).toEqual([
      [
        'DH2',
        1,
        '佛山南海经销部',
        '华南',
        '专车',
        '刘师傅',
        '03-10 15:00',
        '03-12 14:00',
        '03-12 19:00',
        2.2,
        '晚 5小时',
      ],
      [
        'DH1',
        1,
        '佛山南海经销部',
        '华南',
        '专车',
        '刘师傅',
        '03-10 14:00',
        '03-12 14:00',
        '03-12 10:00',
        1.8,
        '按时',
      ],
      [
        'DH3',
        2,
        '佛山南海经销部',
        '',
        '零担',
        '（未填）',
        '03-10 14:00',
        '03-12 14:00',
        '',
        5.8,
        '未到，已超 3天19小时',
      ],
    ]);
  });

  it('averages per mode, carrier and region what has arrived', () => {
    const tab = tabOf('运输时间跟踪', lines);
    expect(sectionRows(tab, '按运输方式')).toEqual([
      ['专车', 2, 2, 2, '50%', 'DH2', 'DH2、DH1'],
      ['零担', 1, 0, '—', '—', '', 'DH3 第2批'],
    ]);
    expect(sectionRows(tab, '按承运人/司机').map(([name]) => name)).toEqual(['刘师傅', '（未填）']);
    expect(sectionRows(tab, '按区域').map(([name]) => name)).toEqual(['华南', '（未填区域）']);
  });

  it('shows three months, and what is still on the road however long', () => {
    const old = { shippedAt: '2025-12-30T06:00:00.000Z', expectedArrival: '2026-01-02T06:00:00.000Z' };
    const tab = tabOf('运输时间跟踪', [
      shipment('DH1', { ...old, arrivedAt: '2026-01-02T06:00:00.000Z' }),
      shipment('DH2', old),
      shipment('DH3', { shippedAt: '2026-01-01T06:00:00.000Z', arrivedAt: '2026-01-03T06:00:00.000Z' }),
    ]);
    expect(sectionRows(tab, '每批发货 2 批').map(([number]) => number)).toEqual(['DH3', 'DH2']);
  });
});
