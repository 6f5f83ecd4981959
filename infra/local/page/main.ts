import '@univerjs/preset-sheets-core/lib/index.css';
import '@univerjs/preset-sheets-data-validation/lib/index.css';
import '@univerjs/preset-sheets-note/lib/index.css';
import './styles/frame.css';
import './styles/header.css';
import './styles/panel.css';
import './styles/notices.css';
import { place } from './dom';
import { drivingHandle } from './driving-handle';
import { createGrid, type Grid } from './grid/grid';
import { connect } from './sync/connection';
import { server } from './sync/server';
import { clockView } from './view/clock';
import { mailboxView } from './view/mailbox';
import { type MenuEntry, menuBar, scriptEntries } from './view/menu-bar';
import { noticesView } from './view/notices';
import { panelView } from './view/panel';
import { personPicker } from './view/person-picker';
import { phonesView } from './view/phones';
import { sidebarView } from './view/sidebar';
import { syncState } from './view/sync-state';

const SAVED_IN = { emulator: 'Firestore 官方模拟器', memory: '内存(关闭后清空)' } as const;

let grid: Grid | undefined;
const startedGrid = (): Grid => {
  if (grid === undefined) throw new Error('The grid is not there yet');
  return grid;
};
const started = start();
Object.assign(window, { workbench: drivingHandle(startedGrid, started) });
await started.catch((error: unknown) => {
  place('grid').textContent = '表格没有打开。请确认工作台正在运行,然后刷新本页。';
  throw error;
});

async function start(): Promise<void> {
  const [about, snapshot, inbox] = await Promise.all([server.workbench(), server.workbook(), server.inbox()]);
  const sync = syncState();
  const notices = noticesView(
    () => clock.now(),
    () => panel.mark('notices'),
  );
  const person = personPicker(about.people, () => void showMenu());
  const user = person.user;
  const clock = clockView(about.now, server.setClock, notices.refuse);
  const menus = menuBar();
  const phones = phonesView(async (from, to, body) => {
    const answer = await server.reply(from, to, body);
    if (!answer.ok) notices.refuse(`短信没有回复出去:${answer.message}`);
    return answer.ok;
  });
  const mailbox = mailboxView();
  const sidebar = sidebarView(
    (functionName, args) => server.run({ user: user(), functionName, args }),
    (open) => {
      panel.offer('sidebar', open);
      if (open) panel.open('sidebar');
    },
  );
  const panel = panelView([
    { id: 'phones', label: '手机短信', element: phones.element },
    { id: 'mail', label: '邮箱', element: mailbox.element },
    { id: 'notices', label: '提示', element: notices.element },
    { id: 'sidebar', label: '侧边栏', element: sidebar.element },
  ]);
  panel.offer('sidebar', false);

  place('brand-state').replaceWith(sync.element);
  place('menus').replaceWith(menus.element);
  place('clock').replaceWith(clock.element);
  place('person').replaceWith(person.element);
  place('main').append(panel.element);
  place('grid-area').append(notices.stack);
  place('saved-in').textContent = `记录保存在:${SAVED_IN[about.status.firestore]}`;
  document.title = `${about.title} · 跟单工作台`;

  grid = createGrid({
    container: place('grid'),
    snapshot,
    user,
    send: server.edit,
    onRows: ({ what, sheetId, row, count }) => {
      const action =
        what === 'delete'
          ? ({ action: 'delete', sheetId, from: row, count } as const)
          : ({ action: 'insert', sheetId, before: what === 'above' ? row : row + count, count } as const);
      void changeRows(action);
    },
    onRefused: notices.refuse,
    onQueue: sync.setWaiting,
  });

  async function changeRows(action: Parameters<typeof server.rows>[1]): Promise<void> {
    const answer = await server.rows(user(), action);
    if (!answer.ok) notices.refuse(answer.message);
  }
  function rowsEntry(
    label: string,
    action: (range: NonNullable<ReturnType<Grid['selection']>>) => Parameters<typeof server.rows>[1],
  ): MenuEntry {
    return {
      label,
      choose: () => {
        const range = startedGrid().selection();
        if (range !== undefined) void changeRows(action(range));
      },
    };
  }
  async function run(functionName: string, label: string): Promise<void> {
    const activeRange = startedGrid().selection();
    sync.setRunning(label);
    const answer = await server.run({
      user: user(),
      functionName,
      ...(activeRange === undefined ? {} : { activeRange }),
    });
    sync.setRunning('');
    if (!answer.ok) notices.refuse(`“${label}”没有完成:${answer.error}`);
  }
  async function showMenu(): Promise<void> {
    const rows: MenuEntry = {
      label: '数据',
      entries: [
        rowsEntry('在上方插入行', ({ sheetId, row, rows: count }) => ({
          action: 'insert',
          sheetId,
          before: row,
          count,
        })),
        rowsEntry('在下方插入行', ({ sheetId, row, rows: count }) => ({
          action: 'insert',
          sheetId,
          before: row + count,
          count,
        })),
        rowsEntry('删除所选行', ({ sheetId, row, rows: count }) => ({
          action: 'delete',
          sheetId,
          from: row,
          count,
        })),
        { separator: true },
        rowsEntry('按所选列升序排列', ({ sheetId, column }) => ({
          action: 'sort',
          sheetId,
          column,
          ascending: true,
        })),
        rowsEntry('按所选列降序排列', ({ sheetId, column }) => ({
          action: 'sort',
          sheetId,
          column,
          ascending: false,
        })),
      ],
    };
    menus.show([rows, ...scriptEntries(await server.menu(user()).catch(() => []), run)]);
  }
  async function showInbox(isNew: boolean): Promise<void> {
    const { sms, mails } = isNew ? await server.inbox() : inbox;
    phones.setMessages(sms);
    mailbox.setMails(mails);
    const before = counted;
    counted = { sms: sms.length, mails: mails.length };
    if (!isNew) return;
    if (counted.sms > before.sms) panel.mark('phones', counted.sms - before.sms);
    if (counted.mails > before.mails) panel.mark('mail', counted.mails - before.mails);
  }
  let counted = { sms: 0, mails: 0 };
  const meant = (event: { user?: string }) => event.user === undefined || event.user === user();

  phones.setNow(about.now);
  void showInbox(false);
  await startedGrid().drawn;
  await new Promise<void>((resolve) => {
    connect({
      load: server.workbook,
      isCurrent: (version) => version === startedGrid().version(),
      takeSnapshot: startedGrid().takeSnapshot,
      takeChange: startedGrid().takeChange,
      onConnected: (connected) => {
        sync.setConnected(connected);
        if (!connected) return;
        resolve();
        void showInbox(true);
        void showMenu();
      },
      on: {
        inbox: () => void showInbox(true),
        clock: ({ now }) => {
          clock.show(now);
          phones.setNow(now);
        },
        toast: (toast) => {
          if (meant(toast)) notices.toast(toast);
        },
        alert: (alert) => {
          if (meant(alert)) notices.alert(alert);
        },
        sidebar: (content) => {
          if (meant(content)) sidebar.show(content);
        },
        log: notices.log,
      },
    });
  });
}
