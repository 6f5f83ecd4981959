import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CLERK } from './page-bench';
import { eventually, type OpenPage, openPage } from './page-browser';

let open: OpenPage;

beforeAll(async () => {
  open = await openPage();
}, 120_000);

afterAll(() => open?.close());

beforeEach(() => {
  open.bench.typed.length = 0;
});

describe('typing in the grid', () => {
  it('sends Chinese composed by an input method, as the person of this window', async () => {
    const keys = await open.context.newCDPSession(open.page);
    await open.cell('activate', 'B6');
    await keys.send('Input.imeSetComposition', { text: 'wang', selectionStart: 4, selectionEnd: 4 });
    await keys.send('Input.insertText', { text: '王小明' });
    await open.page.keyboard.press('Enter');
    await eventually(() => open.bench.typed.length, 1);
    expect(open.bench.typed).toEqual([{ user: CLERK, row: 5, column: 1, typed: [['王小明']] }]);
    await eventually(() => open.cell('text', 'B6'), '王小明');
  });

  it.each([
    ['0911', 'C6'],
    ['0911 2233', 'C7'],
    ['3.10', 'E6'],
    ['=1+1', 'E7'],
    ["'12", 'E8'],
    ['TRUE', 'E9'],
  ])('keeps %s as typed in a text cell', async (typed, a1) => {
    await open.typeInto(a1, typed);
    await eventually(() => open.bench.typed.map((edit) => edit.typed), [[[typed]]]);
    await eventually(() => open.cell('text', a1), typed);
  });

  it('shows in a number cell what the server made of the text', async () => {
    await open.typeInto('F6', '1,234.5');
    await eventually(open.sent, [[5, 5, [['1,234.5']]]]);
    await eventually(() => open.cell('text', 'F6'), '1,234.50');
  });

  it('sends a changed cell without the apostrophe that the editor shows, and nothing when it was only opened', async () => {
    await open.cell('activate', 'C3');
    await open.page.keyboard.press('F2');
    await open.page.keyboard.press('Enter');
    await open.cell('activate', 'C3');
    await open.page.keyboard.press('F2');
    await open.page.keyboard.type('5');
    await open.page.keyboard.press('Enter');
    await eventually(open.sent, [[2, 2, [['09112233445']]]]);
  });

  it('sends a pasted block as one edit, with the text of the clipboard', async () => {
    await open.paste('A10', '01\t3.10\r\n002\t"二\n行"\r\n3\t\r\n');
    await eventually(open.sent, [
      [
        9,
        0,
        [
          ['01', '3.10'],
          ['002', '二\n行'],
          ['3', ''],
        ],
      ],
    ]);
    await eventually(() => open.cell('text', 'B10'), '3.10');
  });

  it('sends a deletion as blank text, and undoing it as the text that was there', async () => {
    await open.cell('activate', 'B4');
    await open.page.keyboard.press('Delete');
    await eventually(open.sent, [[3, 1, [['']]]]);
    await open.page.keyboard.press('Control+z');
    await eventually(open.sent, [
      [3, 1, [['']]],
      [3, 1, [['锦华建材']]],
    ]);
    await eventually(() => open.cell('text', 'B4'), '锦华建材');
  });

  it('offers the options of a dropdown and sends the chosen one', async () => {
    await open.cell('activate', 'D8');
    const box = await open.cell<{ x: number; y: number; width: number; height: number }>('box', 'D8');
    await open.page.mouse.click(box.x + box.width - 12, box.y + box.height / 2);
    await open.page.getByText('华北', { exact: true }).click();
    await eventually(open.sent, [[7, 3, [['华北']]]]);
    await eventually(() => open.cell('text', 'D8'), '华北');
  });
});

describe('what may not be typed', () => {
  it('does not open a protected cell, and says so', async () => {
    await open.cell('activate', 'I3');
    await open.page.keyboard.type('x');
    await open.page.getByText('这个单元格受保护').first().waitFor();
    expect(await open.cell('text', 'I3')).toBe('3月16日 16:00');
    await open.page.keyboard.press('Delete');
    await open.page.getByText('这里有受保护的单元格').first().waitFor();
    await eventually(() => open.cell('text', 'I3'), '3月16日 16:00');
    expect(open.bench.typed).toEqual([]);
  });

  it('puts a value back that the server refused, and shows why', async () => {
    await open.typeInto('D3', '火星');
    await open.page.getByText('请从下拉列表里选一个。').first().waitFor();
    await eventually(() => open.cell('text', 'D3'), '华东');
  });

  it('leaves formats, columns and tabs to the add-on', async () => {
    await open.cell('activate', 'B3');
    await open.page.keyboard.press('Control+b');
    await open.page.getByText('格式、列和工作表由跟单插件维护').first().waitFor();
  });
});

describe('when the server cannot be reached', () => {
  it('says so, keeps what is typed, and sends it when the server is back', async () => {
    await open.stopServer();
    await open.page.getByText('连接已断开').waitFor();
    await open.typeInto('B20', '断网时');
    await open.typeInto('B21', '也要保存');
    await open.page.getByText('2 处修改等待发送').waitFor();
    expect(await open.cell('text', 'B20')).toBe('断网时');
    open.bench.workbook.setValues(open.bench.sheetId, 21, 1, [['别处的修改']], { by: 'script' });
    await open.startServer();
    await eventually(open.sent, [
      [19, 1, [['断网时']]],
      [20, 1, [['也要保存']]],
    ]);
    await eventually(() => open.cell('text', 'B22'), '别处的修改');
    expect(await open.cell('text', 'B20')).toBe('断网时');
    await open.page.getByText('已同步').waitFor();
  });

  it('never asked anything of another place', () => {
    expect(open.outside).toEqual([]);
  });
});
