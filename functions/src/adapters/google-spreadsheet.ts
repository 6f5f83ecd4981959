import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { CellInput } from '../forms/edit-contract';
import type { SheetTab, Spreadsheet } from '../ports';
import { appendRequest, tabRequests } from './google-tab-requests';

/** A call that Google refused, or that could not be made (status 0). 429 and 503 pass by themselves. */
export class SpreadsheetFailure extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(`Sheets API: ${message}`);
    this.name = 'SpreadsheetFailure';
  }
}

export type GoogleSpreadsheetOptions = {
  readonly accessToken: () => Promise<string>;
  /** In place of https://sheets.googleapis.com/, on this machine only. */
  readonly rootUrl?: string;
  /** Waits so many milliseconds before a repeat. */
  readonly wait?: (milliseconds: number) => Promise<void>;
};

const timeout = 60_000;
const repeatsAtMost = 4;

/**
 * Google Sheets. Calls are counted by a quota of 60 reads and 60 writes a minute: `read` is one call (three where a
 * named tab is absent), `writeCells` one, `writeTabs` and `appendRows` one of each. Reads that fail in passing are
 * repeated by the client; writes are repeated here after 429 and 503 only, because after anything else it is not known
 * whether they were done, and appending after 429 only, because twice would be too much. All text is written RAW, so that none becomes a formula, a number or a date.
 * @throws SpreadsheetFailure
 */
export function createGoogleSpreadsheet(options: GoogleSpreadsheetOptions): Spreadsheet {
  const { accessToken, rootUrl, wait = pause } = options;
  if (rootUrl !== undefined) refuseUnlessLoopback(rootUrl);
  let loading: Promise<sheets_v4.Sheets> | undefined;

  /** The client is loaded at the first call (about 115 ms), and told to use Node's own fetch, else it loads another. */
  const call = async <T>(
    request: (sheets: sheets_v4.Resource$Spreadsheets, how: Sending) => Promise<{ readonly data: T }>,
  ): Promise<T> => {
    loading ??= import('googleapis/build/src/apis/sheets/v4.js').then(
      ({ sheets_v4 }) =>
        new sheets_v4.Sheets({ ...(rootUrl === undefined ? {} : { rootUrl }), fetchImplementation: fetch }),
    );
    const [{ spreadsheets }, token] = await Promise.all([loading, accessToken()]);
    try {
      return (await request(spreadsheets, { timeout, headers: { Authorization: `Bearer ${token}` } })).data;
    } catch (error) {
      throw failureOf(error);
    }
  };

  const repeated = async (write: () => Promise<unknown>, passingStatuses = [429, 503]): Promise<void> => {
    for (let repeats = 0; ; repeats += 1) {
      try {
        await write();
        return;
      } catch (error) {
        const passing = error instanceof SpreadsheetFailure && passingStatuses.includes(error.status);
        if (!passing || repeats === repeatsAtMost) throw error;
        await wait(1000 * 2 ** repeats * (0.5 + Math.random()));
      }
    }
  };

  const tabsOf = async (spreadsheetId: string) => {
    const fields = 'sheets.properties(sheetId,title,gridProperties(rowCount,columnCount))';
    const { sheets = [] } = await call((api, how) => api.get({ spreadsheetId, fields }, how));
    return sheets.flatMap(({ properties }) => properties ?? []);
  };

  const valuesOf = async (spreadsheetId: string, tabs: readonly string[]) => {
    const query = {
      spreadsheetId,
      ranges: tabs.map(quoted),
      valueRenderOption: 'UNFORMATTED_VALUE',
      fields: 'valueRanges.values',
    };
    const { valueRanges = [] } = await call((api, how) => api.values.batchGet(query, how));
    return new Map(tabs.map((tab, at) => [tab, (valueRanges[at]?.values ?? []) as CellInput[][]]));
  };

  return {
    read: async (spreadsheetId, tabs) => {
      if (tabs.length === 0) return new Map();
      try {
        return await valuesOf(spreadsheetId, tabs);
      } catch (error) {
        if (!(error instanceof SpreadsheetFailure && error.status === 400)) throw error;
        const titles = (await tabsOf(spreadsheetId)).map(({ title }) => title);
        const present = tabs.filter((tab) => titles.includes(tab));
        if (present.length === tabs.length) throw error;
        return present.length === 0 ? new Map() : valuesOf(spreadsheetId, present);
      }
    },
    writeCells: async (spreadsheetId, cells) => {
      if (cells.length === 0) return;
      const data = cells.map(({ tab, row, column, value }) => ({
        range: `${quoted(tab)}!${columnLetters(column)}${row + 1}`,
        values: [[value]],
      }));
      const requestBody = { valueInputOption: 'RAW', data };
      await repeated(() => call((api, how) => api.values.batchUpdate({ spreadsheetId, requestBody }, how)));
    },
    appendRows: async (spreadsheetId, tab, rows) => {
      if (rows.length === 0) return;
      const found = (await tabsOf(spreadsheetId)).find(({ title }) => title === tab);
      if (!found) throw new SpreadsheetFailure(404, `There is no tab ${tab}`);
      const requestBody = { requests: [appendRequest(found, rows)] };
      await repeated(() => call((api, how) => api.batchUpdate({ spreadsheetId, requestBody }, how)), [429]);
    },
    writeTabs: async (spreadsheetId, tabs: readonly SheetTab[]) => {
      if (tabs.length === 0) return;
      await repeated(async () => {
        const requests = tabRequests(await tabsOf(spreadsheetId), tabs);
        await call((api, how) => api.batchUpdate({ spreadsheetId, requestBody: { requests } }, how));
      });
    },
  };
}

type Sending = { readonly timeout: number; readonly headers: { readonly Authorization: string } };

/** Google's own sentence, without the request that it came of: that holds the token and people's entries. */
function failureOf(error: unknown): SpreadsheetFailure {
  const { status, message } = error as { readonly status?: unknown; readonly message?: unknown };
  return new SpreadsheetFailure(typeof status === 'number' ? status : 0, String(message ?? error));
}

function refuseUnlessLoopback(rootUrl: string): void {
  const { protocol, hostname } = new URL(rootUrl);
  if (protocol !== 'http:' || !['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) {
    throw new Error(`The Sheets API may only be replaced by an address on this machine, not ${rootUrl}`);
  }
}

function quoted(title: string): string {
  return `'${title.replaceAll("'", "''")}'`;
}

/** 0 → A, 26 → AA. */
function columnLetters(column: number): string {
  const before = Math.floor(column / 26);
  return (before > 0 ? columnLetters(before - 1) : '') + String.fromCharCode(65 + (column % 26));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
