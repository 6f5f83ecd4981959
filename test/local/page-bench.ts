import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Alert, Mail, MenuItem, Sidebar, Sms, Toast } from '../../infra/local/web/wire';
import {
  createWorkbenchApp,
  type PageScript,
  type WorkbenchParts,
} from '../../infra/local/web/workbench-app';
import { interpret } from '../../infra/local/workbook/interpret';
import { registerWorkbook } from './page-register';

export const CLERK = 'wangli@example.cn';
export const MANAGER = 'zhaomin@example.cn';

function list<T>() {
  const listeners = new Set<(value: T) => void>();
  return {
    tell: (value: T) => {
      for (const listener of [...listeners]) listener(value);
    },
    on: (listener: (value: T) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type Bench = ReturnType<typeof createBench>;

/** The page's server over a script that stores what is typed as the real runtime does, and over lists of messages. */
export function createBench(pageDir: string) {
  const { workbook, sheetId } = registerWorkbook();
  const [toasts, alerts, sidebars, inboxChanged, clockSet] = [
    list<Toast>(),
    list<Alert>(),
    list<Sidebar>(),
    list<void>(),
    list<Date>(),
  ];
  const typed: { user: string; row: number; column: number; typed: string[][] }[] = [];
  const ran: { functionName: string; user: string; args?: unknown[] }[] = [];
  const sms: Sms[] = [];
  const mails: Mail[] = [];
  let now = new Date('2026-03-16T09:00:00+08:00');
  const menu: MenuItem[] = [
    {
      label: '跟单',
      items: [
        { label: '提交未同步的行', functionName: 'submitWaiting' },
        { label: '打开客户卡片', functionName: 'openCard' },
        { separator: true },
        { label: '管理', items: [{ label: '重建工作表', functionName: 'setUp' }] },
      ],
    },
  ];
  const script: PageScript = {
    userEdits: (user, id, row, column, block) => {
      typed.push({ user, row, column, typed: block });
      const refused = block.some((line, down) =>
        line.some((text, across) => {
          const { dropdown } = workbook.cell(id, row + down, column + across);
          return text !== '' && dropdown?.strict && !dropdown.options.includes(text);
        }),
      );
      if (refused)
        return { typed: { ok: false, message: '请从下拉列表里选一个。' }, triggers: Promise.resolve() };
      const entries = block.map((line, down) =>
        line.map((text, across) =>
          interpret(text, workbook.cell(id, row + down, column + across).format, 2026),
        ),
      );
      workbook.enter(id, row, column, entries, { by: 'user', email: user });
      return { typed: { ok: true }, triggers: Promise.resolve() };
    },
    run: async (functionName, { user, args }) => {
      ran.push({ functionName, user, ...(args === undefined ? {} : { args }) });
      return functionName === 'fails'
        ? { ok: false, error: '没有权限' }
        : { ok: true, value: `答:${args?.[0] ?? ''}` };
    },
    menu: async () => menu,
    onToast: toasts.on,
    onAlert: alerts.on,
    onSidebar: sidebars.on,
    onLog: () => () => {},
  };
  const addSms = (message: Pick<Sms, 'direction' | 'from' | 'to' | 'body' | 'status'> & Partial<Sms>) => {
    sms.push({
      sid: `SM${sms.length}`,
      errorCode: null,
      segments: Math.ceil(message.body.length / 67),
      at: now.toISOString(),
      ...message,
    });
    inboxChanged.tell();
  };
  const parts: WorkbenchParts = {
    workbook,
    script,
    inbox: {
      sms: () => sms,
      mails: () => mails,
      reply: async (from, to, body) => {
        if (from.startsWith('+86')) throw new Error('no replies from there');
        addSms({ direction: 'inbound', from, to, body, status: 'received' });
      },
      onChange: inboxChanged.on,
    },
    clock: {
      now: () => now,
      set: async (to) => {
        if (to < now) throw new Error('业务时钟只能往后拨。');
        now = to;
        clockSet.tell(now);
      },
      onChange: clockSet.on,
    },
    people: () => [
      { email: CLERK, name: '王丽', roles: ['考核专员', '售后专员'] },
      { email: MANAGER, name: '赵敏', roles: ['经理'] },
    ],
    status: () => ({ firestore: 'emulator' }),
    pageDir,
    onFailure: (error) => {
      throw error;
    },
  };
  return {
    workbook,
    sheetId,
    app: createWorkbenchApp(parts),
    typed,
    ran,
    toast: toasts.tell,
    alert: alerts.tell,
    sidebar: sidebars.tell,
    sms: addSms,
    mail: (mail: Mail) => {
      mails.push(mail);
      inboxChanged.tell();
    },
    now: () => now,
  };
}

/** Listens on loopback; port 0 takes a free one. */
export async function listen(
  app: Hono,
  port = 0,
): Promise<{ url: string; port: number; close: () => Promise<void> }> {
  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address() satisfies AddressInfo | string | null;
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    port: address.port,
    close: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
