/**
 * Clipboard text as spreadsheets write it: cells apart by tabs, rows by line ends, a cell with a tab, a line end or a
 * quote inside in double quotes. Shorter rows are filled up with ''. One cell pasted into a larger selection fills it.
 */
export function pastedBlock(text: string, selectedRows: number, selectedColumns: number): string[][] {
  const rows = rowsOf(text);
  const width = Math.max(1, ...rows.map((row) => row.length));
  const block = rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
  const [only] = block[0] ?? [];
  if (block.length > 1 || width > 1 || only === undefined) return block;
  return Array.from({ length: selectedRows }, () => Array<string>(selectedColumns).fill(only));
}

function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*)/y;
  const body = text.replace(/\r?\n$/, '');
  let at = 0;
  for (;;) {
    cell.lastIndex = at;
    const match = cell.exec(body);
    const [whole = '', quoted, plain = ''] = match ?? [];
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (at >= body.length) return rows;
    if (body[at] === '\t') at += 1;
    else {
      at += body.startsWith('\r\n', at) ? 2 : 1;
      rows.push([]);
    }
  }
}
