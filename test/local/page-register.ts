import { createWorkbook } from '../../infra/local/workbook/workbook';
import type { Workbook } from '../../infra/local/workbook/workbook-types';

export const REGISTER = '订货跟踪';
const SCRIPT = { by: 'script' } as const;
const HEADERS = [
  [
    '编号',
    '经销商',
    '电话',
    '区域',
    '订货单传真收到时间',
    '到帐金额',
    '发货性质',
    '要求发货时间',
    '截止',
    '状态',
  ],
];

/** A register as the add-on sets one up: headers, text columns, dropdowns, a column that only the system fills. */
export function registerWorkbook(): { workbook: Workbook; sheetId: number } {
  const workbook = createWorkbook({
    id: 'w',
    title: '跟单 2026',
    timeZone: 'Asia/Shanghai',
    locale: 'zh_CN',
  });
  const [blank] = workbook.sheets();
  const { id } = workbook.addSheet(
    {
      title: REGISTER,
      index: 0,
      rowCount: 200,
      columnCount: 10,
      frozenRows: 2,
      frozenColumns: 2,
      columnWidths: { 0: 120, 1: 128, 2: 130, 4: 160, 7: 120, 8: 120 },
      rowHeights: { 0: 28, 1: 30 },
      merges: [
        { row: 0, column: 0, rows: 1, columns: 4 },
        { row: 0, column: 4, rows: 1, columns: 2 },
        { row: 0, column: 6, rows: 1, columns: 2 },
        { row: 0, column: 8, rows: 1, columns: 2 },
      ],
      protections: [
        {
          id: 1,
          description: '系统填写',
          range: { row: 0, column: 8, rows: 200, columns: 2 },
          warningOnly: false,
          editors: [],
        },
        {
          id: 2,
          description: '表头',
          range: { row: 0, column: 0, rows: 2, columns: 10 },
          warningOnly: false,
          editors: [],
        },
      ],
      tabColor: '#057a55',
    },
    SCRIPT,
  );
  if (blank !== undefined) workbook.deleteSheet(blank.id, SCRIPT);
  workbook.addSheet({ title: '未完成', frozenRows: 1 }, SCRIPT);
  workbook.addSheet({ title: '设置', hidden: true }, SCRIPT);
  workbook.setValues(
    id,
    0,
    0,
    [['订单', null, null, null, '① 订单接收 · ② 货款到帐', null, '③ 发货性质', null, '系统']],
    SCRIPT,
  );
  workbook.setValues(id, 1, 0, HEADERS, SCRIPT);
  const all = (row: number, column: number, rows: number, columns: number) => ({
    row,
    column,
    rows,
    columns,
  });
  workbook.setCells(id, all(0, 0, 2, 10), { bold: true, align: 'center', verticalAlign: 'middle' }, SCRIPT);
  workbook.setCells(id, all(0, 0, 1, 10), { background: '#d7ece4' }, SCRIPT);
  workbook.setCells(id, all(1, 0, 1, 10), { background: '#eef6f2', wrap: true }, SCRIPT);
  workbook.setCells(id, all(2, 0, 198, 10), { format: '@' }, SCRIPT);
  workbook.setCells(id, all(2, 5, 198, 1), { format: '#,##0.00' }, SCRIPT);
  const regions = { options: ['华东', '华南', '华北', '西南'], strict: true };
  const kinds = { options: ['计划内', '计划外', '两者兼有'], strict: true };
  workbook.setCells(id, all(2, 3, 198, 1), { dropdown: regions }, SCRIPT);
  workbook.setCells(id, all(2, 6, 198, 1), { dropdown: kinds }, SCRIPT);
  workbook.setValues(
    id,
    2,
    0,
    [
      [
        'GD-20260316-01',
        '王氏家居',
        '0911223344',
        '华东',
        '3月16日 08:40',
        12_000.5,
        '计划内',
        '3月18日',
        '3月16日 16:00',
        '③ 安排开票',
      ],
      [
        'GD-20260316-02',
        '锦华建材',
        '13800138000',
        '华南',
        '3月16日 08:52',
        8_640,
        '两者兼有',
        '3月19日',
        '3月16日 24:00',
        '② 货款到帐',
      ],
      [
        'GD-20260315-07',
        '云岭商贸',
        '13912345678',
        '西南',
        '3月15日 17:05',
        null,
        '',
        '',
        '3月15日 24:00',
        '已超时',
      ],
    ],
    SCRIPT,
  );
  workbook.setCells(
    id,
    all(4, 9, 1, 1),
    { background: '#fdecea', color: '#b42318', note: '货款到帐未填,已超时 9 小时' },
    SCRIPT,
  );
  return { workbook, sheetId: id };
}
