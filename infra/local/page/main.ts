import '@univerjs/preset-sheets-core/lib/index.css';
import '@univerjs/preset-sheets-data-validation/lib/index.css';
import '@univerjs/preset-sheets-note/lib/index.css';
import './styles/frame.css';
import './styles/header.css';
import './styles/menus.css';
import './styles/clock.css';
import './styles/panel.css';
import './styles/phones.css';
import './styles/mail.css';
import './styles/notices.css';
import type { Inbox } from '../web/wire';
import { place } from './dom';
import { drivingHandle } from './driving-handle';
import { createGrid, type Grid } from './grid/grid';
import { connect } from './sync/connection';
import { server } from './sync/server';
import { clockView } from './view/clock';
import { dataMenu, type RowsWish, rowsAction } from './view/data-menu';
import { mailboxView } from './view/mailbox';
import { menuBar, scriptEntries } from './view/menu-bar';
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
    (functionName, args) => {
      const activeRange = startedGrid().selection();
      const call = { user: user(), functionName, args };
      return server.run(activeRange === undefined ? call : { ...call, activeRange });
    },
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
    onRows: (wish, count) => void changeRows(wish, count),
    onRefused: notices.refuse,
    onQueue: sync.setWaiting,
  });

  async function changeRows(wish: RowsWish, count?: number): Promise<void> {
    const range = startedGrid().selection();
    if (range === undefined) return;
    const answer = await server.rows(user(), rowsAction(wish, range, count));
    if (!answer.ok) notices.refuse(answer.message);
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
    const of = user();
    const items = await server.menu(of).catch(() => []);
    if (of === user()) menus.show([dataMenu((wish) => void changeRows(wish)), ...scriptEntries(items, run)]);
  }
  const showInbox = ({ sms, mails }: Inbox) => {
    phones.setMessages(sms);
    mailbox.setMails(mails);
    shown = { sms: sms.length, mails: mails.length };
  };
  let shown = { sms: 0, mails: 0 };
  let asked = 0;
  async function refreshInbox(): Promise<void> {
    asked += 1;
    const turn = asked;
    const now = await server.inbox();
    if (turn !== asked) return;
    if (now.sms.length > shown.sms) panel.mark('phones', now.sms.length - shown.sms);
    if (now.mails.length > shown.mails) panel.mark('mail', now.mails.length - shown.mails);
    showInbox(now);
  }
  const meant = (event: { user?: string }) => event.user === undefined || event.user === user();

  phones.setNow(about.now);
  showInbox(inbox);
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
        void refreshInbox();
        void showMenu();
      },
      on: {
        inbox: () => void refreshInbox(),
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
