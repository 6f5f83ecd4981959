import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { forms } from '../../functions/src/forms';
import { order } from '../../functions/src/forms/order';
import { registerLayout } from '../../functions/src/forms/register-layout';
import { builtAddon, card, clerk, type Desk, openDesk, register } from './desk';

let addon: { code: string; manifest: unknown };
let desk: Desk;
beforeAll(async () => {
  addon = await builtAddon();
});
beforeEach(() => {
  desk = openDesk(addon);
});
afterEach(() => desk.close());

const layout = registerLayout(order, 'zh-CN');

function textAt(row: number, column: number) {
  return desk.workbook.cell(desk.idOf(register), row, column).value;
}

describe('opening the spreadsheet', () => {
  it('builds the menu and touches nothing', async () => {
    const [menu] = await desk.script.open(clerk);
    expect(menu).toMatchObject({
      label: '跟单',
      items: [
        { label: '提交', functionName: 'submit' },
        { label: '刷新', functionName: 'refresh' },
        { label: '追加批次', functionName: 'addShipment' },
        { separator: true },
        { label: '通知…', functionName: 'showNotices' },
        { label: '客户来信…', functionName: 'showInbox' },
        { separator: true },
        { label: '设置表格', functionName: 'setUpTabs' },
      ],
    });
    expect(desk.workbook.sheets().map(({ title }) => title)).toEqual(['工作表1']);
  });
});

describe('the register tab', () => {
  beforeEach(() => desk.setUp());

  it('has the four header rows of the layout, the first of them hidden', () => {
    layout.columns.forEach((column, at) => {
      expect(textAt(0, at)).toBe(column.id);
      expect(textAt(3, at)).toBe(column.title);
    });
    const sheet = desk.workbook.sheetByTitle(register);
    expect(sheet).toMatchObject({ hiddenRows: [0], frozenRows: 4, frozenColumns: layout.frozenColumns });
    expect(sheet?.hiddenColumns).toEqual([0, 1, 2]);
  });

  it('merges headings over the columns of a stage, never across the line where columns are frozen', () => {
    const merges = desk.workbook.sheetByTitle(register)?.merges ?? [];
    for (const { column, columns } of merges)
      expect(column < layout.frozenColumns && column + columns > layout.frozenColumns).toBe(false);
    const receipt = layout.columns.filter(({ group }) => group === 'receipt');
    const from = desk.columnOf(receipt[0]?.id ?? '');
    expect(merges).toContainEqual({ row: 1, column: from, rows: 1, columns: receipt.length });
  });

  it('has the sentence of a group where there is most room, and a row that is high enough for it', () => {
    for (const form of forms) {
      const { tab, columns, frozenColumns } = registerLayout(form, 'zh-CN');
      const sheet = desk.workbook.sheetByTitle(tab);
      const said = columns.map((_, at) => desk.workbook.cell(desk.idOf(tab), 2, at).value ?? '');
      const wanted = [...new Set(columns.map(({ fillBy }) => fillBy))].filter((text) => text !== '');
      expect(said.filter((text) => text !== '')).toEqual(wanted);
      said.forEach((text, at) => {
        const merged = sheet?.merges.find(({ row, column }) => row === 2 && column === at)?.columns ?? 1;
        const width = columns.slice(at, at + merged).reduce((sum, column) => sum + column.width, 0);
        const lines = Math.ceil((12 * String(text).length) / (width - 6));
        expect(16 * lines).toBeLessThanOrEqual(sheet?.rowHeights[2] ?? 0);
        if (text !== '' && form.stages.length === 0) expect(at).toBe(frozenColumns);
      });
    }
  });

  it('has a group’s title in view where the frozen columns cut the group', () => {
    expect(desk.workbook.cell(desk.idOf('员工与角色'), 1, 5).value).toBe('经理');
    expect(desk.workbook.cell(desk.idOf('员工与角色'), 1, 6).value || null).toBeNull();
  });

  it('keeps what is typed as text wherever Sheets would change it', async () => {
    await desk.type(4, 'dealerPhone', '0911 222 333');
    expect(desk.cell(4, 'dealerPhone')).toMatchObject({ value: '0911222333', format: '@' });
    expect(desk.workbook.cell(desk.idOf(register), 1003, desk.columnOf('dealerPhone')).format).toBe('@');
  });

  it('offers choices but lets other spellings through to the server', () => {
    expect(desk.cell(4, 'transport').dropdown).toEqual({ options: ['专车', '零担', '托运'], strict: false });
    expect(desk.cell(900, 'adjusted').dropdown).toEqual({ options: ['是', '否'], strict: false });
  });

  it('lets nobody but its owner change the headings, and only asks back about columns of the system', async () => {
    const typed = (row: number, id: string) =>
      desk.script.userEdits(clerk, desk.idOf(register), row, desk.columnOf(id), [['x']]);
    expect(typed(3, 'dealerName').typed.ok).toBe(false);
    const derived = typed(4, 'next');
    expect(derived.typed.ok).toBe(true);
    await derived.triggers;
  });

  it('installs each trigger once, however often it is set up', async () => {
    await desk.setUp();
    await desk.setUp();
    expect(desk.script.triggers().map(({ handler, event }) => [handler, event])).toEqual([
      ['handleEdit', 'ON_EDIT'],
      ['sendWaiting', 'CLOCK'],
    ]);
  });

  it('loses nothing and doubles nothing when it is set up again', async () => {
    await desk.type(4, 'dealerName', '王五');
    const before = withoutIds(desk.workbook.save());
    await desk.setUp();
    expect(withoutIds(desk.workbook.save())).toBe(before);
  });

  it('finds columns that were moved, and leaves them where they are', async () => {
    const id = desk.idOf(register);
    const [from, to] = [desk.columnOf('dealerName'), desk.columnOf('region')];
    for (let row = 0; row < 4; row += 1) {
      const [a, b] = [textAt(row, from), textAt(row, to)];
      desk.workbook.setValues(id, row, from, [[b ?? null]], { by: 'script' });
      desk.workbook.setValues(id, row, to, [[a ?? null]], { by: 'script' });
    }
    await desk.setUp();
    expect(desk.columnOf('dealerName')).toBe(to);
    await desk.type(4, 'dealerName', '王五');
    expect(desk.server.received[0]?.body.rows[0]?.cells).toEqual({ dealerName: '王五' });
  });
});

describe('set-up without a server address', () => {
  it('makes the tabs and says what is missing', async () => {
    const bare = openDesk({ ...addon, code: addon.code.replace('http://functions.test/', '') });
    await bare.setUp();
    expect(bare.alerts).toEqual([expect.stringContaining('GENDAN_ENDPOINT')]);
    await bare.type(4, 'dealerName', '王五');
    expect(bare.value(4, 'state')).toBe('未同步');
    expect(bare.cell(4, 'state').note).toContain('GENDAN_ENDPOINT');
    await bare.close();
  });
});

describe('the card tab', () => {
  beforeEach(() => desk.setUp());

  it('has a blank for the number and for every field', () => {
    for (const id of ['number', ...order.fields.map((field) => field.id)])
      expect(desk.cardPlace(id)).toBeDefined();
  });

  it('prints what the paper prints', () => {
    const id = desk.idOf(card);
    const { rows, columns } = desk.workbook.dataSize(id);
    const printed = desk.workbook.values(id, { row: 0, column: 0, rows, columns }).flat();
    for (const sentence of [
      '责任人',
      '订货、发货售后服务跟踪流程及注意事项',
      '填写要求',
      '考核专员',
      '备注：送货单出库交司机必须胶水封口',
      '考核要求：以上内容如未填或未填写完整，按2元/空扣罚，并承担相关责任。（金额以考核设置为准）',
      '开票当日09:30前填写，单据交仓库',
    ])
      expect(printed).toContain(sentence);
  });

  it('fits one portrait page', () => {
    const sheet = desk.workbook.sheetByTitle(card);
    const widths = Object.entries(sheet?.columnWidths ?? {}).filter(([column]) => column !== '0');
    const width = widths.reduce((sum, [, pixels]) => sum + pixels, 0);
    const height = Object.values(sheet?.rowHeights ?? {}).reduce((sum, pixels) => sum + pixels, 0);
    expect(width).toBeLessThanOrEqual(720);
    expect(sheet?.rowCount).toBeLessThanOrEqual(90);
    expect(height / width).toBeLessThan(1.55);
  });

  it('shows every label whole: nine characters to a line', () => {
    const id = desk.idOf(card);
    const heights = desk.workbook.sheetByTitle(card)?.rowHeights ?? {};
    for (const field of order.fields) {
      const { row, column } = desk.cardPlace(field.id);
      const label = String(desk.workbook.cell(id, row, column - 1).value);
      expect(label).toBe(field.label['zh-CN']);
      expect(heights[row]).toBeGreaterThanOrEqual(13 * Math.ceil(label.length / 9));
    }
    expect(heights[desk.cardPlace('invoiceOn').row]).toBeGreaterThanOrEqual(26);
  });

  it('is left alone when it is set up again', async () => {
    await desk.typeOnCard('dealerName', '王五');
    await desk.setUp();
    expect(desk.cardCell('dealerName').value).toBe('王五');
  });
});

/** As plain text without the ids of protections, which are made anew. */
function withoutIds(saved: unknown): string {
  return JSON.stringify(saved).replace(/"id":\d+/g, '');
}
