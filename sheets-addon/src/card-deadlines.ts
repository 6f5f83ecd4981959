import type { StageDeadline } from '../../functions/src/forms/edit-contract';
import type { SavedTimes } from '../../functions/src/forms/register-layout';
import { showDueTime } from '../../functions/src/forms/time-left';
import type { Card } from './card';
import { cardColumns, cardRows, startsBlock } from './card-rows';
import type { WallTime } from './cell-input';
import { colorOfTime } from './colors';
import { writeContents } from './sheet-block';
import { texts } from './texts';

/**
 * Writes each stage's deadline under the paper's own words in the column 填写要求, and paints how it stands. Without
 * `times` the paper's words stand alone.
 */
export function showDeadlines(
  { sheet, form }: Card,
  times: SavedTimes | undefined,
  wallTime: WallTime,
  now: Date,
): void {
  const rows = cardRows(form);
  const first = rows.findIndex((row) => row.kind === 'heading') + 1;
  const body = rows.slice(first).filter((row) => 'block' in row);
  const shown = body.map((row, at) => {
    if (!('block' in row) || !startsBlock(rows, first + at)) return { text: '', color: null };
    const { id, fillBy } = row.block;
    const deadline = times?.deadlines.find(({ stage }) => stage === id);
    if (!deadline) return { text: fillBy, color: null };
    const state = stateAt(deadline, now);
    const isSoon = state === 'open' && times?.next?.stage === id && now >= new Date(times.next.soonAt);
    return {
      text: [fillBy, texts.dueBy(showDueTime(wallTime(new Date(deadline.dueAt)))), remarks[state]()]
        .filter((line) => line !== '')
        .join('\n'),
      color: colorOfTime(state === 'late' ? 'late' : isSoon ? 'soon' : 'calm', null),
    };
  });
  const range = sheet.getRange(first + 1, cardColumns.fillBy, body.length, 1);
  writeContents(
    range,
    shown.map(({ text }) => [{ format: '@', value: text, isFormula: false }]),
  );
  range.setBackgrounds(shown.map(({ color }) => [color]));
}

/** An open stage becomes late by itself. */
function stateAt({ state, dueAt }: StageDeadline, now: Date): StageDeadline['state'] {
  return state === 'open' && now.getTime() >= Date.parse(dueAt) ? 'late' : state;
}

const remarks: Record<StageDeadline['state'], () => string> = {
  open: () => '',
  late: texts.isLate,
  done: texts.doneInTime,
  'done-late': texts.doneLate,
};
