import {
  type CellInput,
  type EditRequest,
  type EditRow,
  maxRequestBytes,
  maxRowsPerRequest,
} from '../../functions/src/forms/edit-contract';
import type { Typing } from './pending-cells';
import type { RegisterRow } from './register-rows';

/**
 * The edit that reports these cells of the row. `editedBy` is absent where the person whose token is sent typed.
 */
export function editRow(row: RegisterRow, typing: Typing, editedBy: string | undefined): EditRow {
  const { revision } = row.saved;
  return {
    key: row.key,
    editId: digest(`${row.key}\n${revision}\n${canonicalJson(typing.cells)}`),
    revision,
    editedAt: typing.at,
    ...(editedBy === undefined ? {} : { editedBy }),
    cells: typing.cells,
  };
}

/** Equal cells give equal text, in whatever order they were collected. */
function canonicalJson(cells: Readonly<Record<string, CellInput>>): string {
  return JSON.stringify(
    Object.keys(cells)
      .sort()
      .map((id) => [id, cells[id]]),
  );
}

/** The first 32 hex digits of the text's SHA-256. */
function digest(text: string): string {
  return Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text, Utilities.Charset.UTF_8)
    .slice(0, 16)
    .map((byte) => ((byte + 256) % 256).toString(16).padStart(2, '0'))
    .join('');
}

/** Left free for what surrounds the rows. */
const envelopeBytes = 1024;

/** Requests that each keep within the server's limits of rows and bytes. */
export function requestsOf(spreadsheetId: string, form: string, rows: readonly EditRow[]): EditRequest[] {
  const requests: EditRow[][] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = utf8Length(JSON.stringify(row)) + 1;
    const last = requests[requests.length - 1];
    if (last && last.length < maxRowsPerRequest && bytes + size <= maxRequestBytes - envelopeBytes) {
      last.push(row);
      bytes += size;
    } else {
      requests.push([row]);
      bytes = size;
    }
  }
  return requests.map((chunk) => ({ spreadsheetId, form, rows: chunk }));
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
