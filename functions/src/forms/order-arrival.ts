import type { Stage } from './form';
import { label } from './label';

/** Stages 7–9 of the order form: the goods leave the warehouse, the dealer is told, and says what has come. */
export const arrivalStages = [
  {
    id: 'release',
    label: label('出库', '出庫', 'Goods let out'),
    role: 'warehouse-clerk',
    fillBy: label(
      '发货后填写，15分钟之内通知售后服务专员处',
      '發貨後填寫，15分鐘之內通知售後服務專員處',
      'After shipping, within 15 minutes to the after-sales desk',
    ),
    due: [{ kind: 'within', unit: 'minutes', count: 15, after: { field: 'shippedAt' } }],
    remindsAnytime: true,
    fields: {
      releasedAt: {
        kind: 'instant',
        minutes: true,
        past: true,
        label: label('货物发出时间', '貨物發出時間', 'Let out at'),
      },
      quantity: { kind: 'quantity', label: label('货物数量', '貨物數量', 'Quantity') },
      owed: {
        kind: 'lines',
        noneIsAnswer: true,
        width: 160,
        label: label('欠发货物明细', '欠發貨物明細', 'Goods still owed'),
      },
    },
  },
  {
    id: 'announcement',
    label: label('发货信息通知', '發貨資訊通知', 'Shipment announced'),
    role: 'after-sales-clerk',
    fillBy: label('发货后一小时内完成', '發貨後一小時內完成', 'Within one hour of dispatch'),
    due: [{ kind: 'within', unit: 'hours', count: 1, after: { field: 'shippedAt' } }],
    fields: {
      dealerToldAt: {
        kind: 'instant',
        minutes: true,
        past: true,
        filledBy: { notice: 'goods-shipped', to: 'dealer' },
        label: label('通知经销商到货时间(电话时间)', '通知經銷商到貨時間(電話時間)', 'Dealer told at'),
      },
      managerToldAt: {
        kind: 'instant',
        minutes: true,
        past: true,
        filledBy: { notice: 'goods-shipped', to: 'sales-manager' },
        label: label(
          '通知销售经理到货时间(电话时间)',
          '通知銷售經理到貨時間(電話時間)',
          'Sales manager told at',
        ),
      },
      loggedAt: {
        kind: 'instant',
        minutes: true,
        past: true,
        filledBy: 'log',
        label: label(
          '登记到“运输时间跟踪表”时间',
          '登記到「運輸時間跟蹤表」時間',
          'Entered in the transport log at',
        ),
      },
    },
  },
  {
    id: 'receipt',
    label: label('收货情况反馈', '收貨情況回饋', 'Receipt confirmed'),
    role: 'after-sales-clerk',
    fillBy: label('确定到货当天完成', '確定到貨當天完成', 'On the day of arrival'),
    due: [
      { kind: 'same-day', as: { field: 'arrivedAt' } },
      { kind: 'same-day', as: { field: 'expectedArrival' } },
    ],
    fields: {
      confirmedAt: {
        kind: 'instant',
        past: true,
        label: label(
          '确认到货时间及收货情况(电话时间)',
          '確認到貨時間及收貨情況(電話時間)',
          'Confirmed by phone at',
        ),
      },
      arrivedAt: {
        kind: 'instant',
        added: true,
        past: true,
        earliest: 'shippedAt',
        label: label('实际到货时间', '實際到貨時間', 'Arrived at'),
      },
      condition: {
        kind: 'choice',
        printedUnder: 'confirmedAt',
        label: label('收货情况', '收貨情況', 'Condition'),
        options: {
          good: label('完好', '完好', 'In order'),
          short: label('短少', '短少', 'Short'),
          damaged: label('破损', '破損', 'Damaged'),
          wrong: label('错货', '錯貨', 'Wrong goods'),
          other: label('其他问题', '其他問題', 'Other problem'),
          settled: label('问题已解决', '問題已解決', 'Problem settled'),
        },
      },
      conditionNotes: {
        kind: 'text',
        optional: true,
        width: 160,
        label: label('收货说明', '收貨說明', 'Notes on receipt'),
      },
    },
  },
] as const satisfies readonly Stage[];
