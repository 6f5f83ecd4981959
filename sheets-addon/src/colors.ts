import type { TimeLeft } from '../../functions/src/forms/time-left';

/** What `getBackgrounds` says of a cell without a fill. */
export const noFill = '#ffffff';
export const faultyColor = '#f4cccc';
export const conflictColor = '#fce5cd';
/** Columns that the system writes. */
export const readOnlyColor = '#f3f3f3';

const soonColor = '#ffe599';
const lateColor = '#ea9999';

/** Whether the background says that something is wrong with the cell. */
export function isProblemColor(color: string | undefined): boolean {
  return color === faultyColor || color === conflictColor;
}

/** Amber where the time is nearly up, red where it is; `calm` otherwise. */
export function colorOfTime(state: TimeLeft['state'] | undefined, calm: string | null): string | null {
  if (state === 'late') return lateColor;
  return state === 'soon' ? soonColor : calm;
}
