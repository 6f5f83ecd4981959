import { isStampedInput } from '../../functions/src/forms/register-layout';
import { timeLeft } from '../../functions/src/forms/time-left';
import type { AnsweredProblem } from './answers';
import { textOf } from './cell-input';
import { colorOfTime, conflictColor, faultyColor, isProblemColor, noFill, readOnlyColor } from './colors';
import { inputsOf } from './register-columns';
import type { Register } from './register-rows';
import { isConflict, type Settled } from './settle-row';
import { runsOf } from './sheet-block';
import { language, texts } from './texts';

/**
 * Paints the problems of the settled rows and explains each in a note; takes paint and note off cells that are in order
 * again, and paints how the time stands, and the state of rows that are not saved as they stand. Colours and notes that people gave to other cells stay. At most four calls,
 * however many rows.
 */
export function paintRows(register: Register, settled: readonly Settled[], now: Date): void {
  const [span] = spanOf(settled.map(({ row }) => row.row));
  if (!span) return;
  const range = register.sheet.getRange(span.from, 1, span.count, register.places.ids.length);
  // A cell without a fill is told as white; written back as white it would lose its grid lines.
  const colors = range.getBackgrounds().map((line) => line.map((color) => (color === noFill ? null : color)));
  const notes = range.getNotes();
  const changed = { colors: false, notes: false };
  const set = (row: number, column: number, color: string | null, note: string) => {
    const [lineOfColors, lineOfNotes] = [colors[row - span.from], notes[row - span.from]];
    if (!lineOfColors || !lineOfNotes) return;
    if (color !== lineOfColors[column - 1]) changed.colors = true;
    if (note !== lineOfNotes[column - 1]) changed.notes = true;
    lineOfColors[column - 1] = color;
    lineOfNotes[column - 1] = note;
  };
  for (const { row, problems, stillRefused, remark } of settled) {
    for (const input of inputsOf(register.form)) {
      const column = register.places.of(input);
      if (column === undefined) continue;
      const problem = problems.get(input);
      if (problem) set(row.row, column, colorOf(problem), noteOf(register, problem));
      else if (!stillRefused.has(input) && isProblemColor(textOf(colors[row.row - span.from]?.[column - 1])))
        set(row.row, column, isStampedInput(register.form, input) ? readOnlyColor : null, '');
    }
    const stateColumn = register.places.system('state');
    const note = remark ?? notes[row.row - span.from]?.[stateColumn - 1] ?? '';
    set(row.row, stateColumn, colorOfState(textOf(row.cells.state)), note);
    const leftColumn = register.places.of('left');
    if (leftColumn === undefined) continue;
    const time = timeLeft(row.saved.times, now, language);
    set(row.row, leftColumn, colorOfTime(time?.state, readOnlyColor), '');
  }
  if (changed.colors) range.setBackgrounds(colors);
  if (changed.notes) range.setNotes(notes);
}

function spanOf(rows: readonly number[]): { from: number; count: number }[] {
  const runs = runsOf(rows);
  const [first, last] = [runs[0], runs[runs.length - 1]];
  return first && last ? [{ from: first.from, count: last.from + last.count - first.from }] : [];
}

/** Amber for whatever is not saved, or not in effect, as it stands there. */
function colorOfState(state: string): string {
  return state === '' || state === texts.saved() ? readOnlyColor : conflictColor;
}

function colorOf(problem: AnsweredProblem): string {
  return isConflict([problem]) ? conflictColor : faultyColor;
}

/** The server's sentence; for a conflict also both texts, and who wrote the other one when. */
function noteOf(register: Register, problem: AnsweredProblem): string {
  const { message, yours, theirs, by, at } = problem;
  if (theirs === undefined) return message;
  const when = at === undefined ? '' : register.wallTime(new Date(at)).slice(5, 16).replace('T', ' ');
  const who = [by, when].filter(Boolean).join(' ');
  return [
    message,
    ...(yours === undefined ? [] : [texts.yours(yours || texts.empty())]),
    texts.theirs(theirs || texts.empty()) + (who ? ` (${who})` : ''),
  ].join('\n');
}
