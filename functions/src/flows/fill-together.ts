import type { Form } from '../forms/form';
import type { Services } from '../ports';
import type { Notice } from '../rules/notice';
import { emptyBlanks } from './empty-blanks';
import { fillBlanks } from './fill-blanks';

type Open = { groups: number; readonly toFill: string[]; readonly toEmpty: string[] };

/** Does `work` on notices of a record; what it says is settled fills the record's blanks, or opens them again. */
export type FillTogether = (
  record: string,
  work: (settled: (notice: Notice) => void) => Promise<void>,
) => Promise<void>;

/**
 * Fills blanks for all notices of a record that are under way at once, on whichever channel: whoever ends last does it
 * for all, in one go, so that they don't contend for the record. Nobody waits for what has not begun.
 * @param current the services of the moment
 */
export function fillingTogether(current: () => Promise<Services>, forms: readonly Form[]): FillTogether {
  const underWay = new Map<string, Open>();
  return async (record, work) => {
    const open = underWay.get(record) ?? { groups: 0, toFill: [], toEmpty: [] };
    underWay.set(record, open);
    open.groups += 1;
    try {
      await work(({ id, fillPending, unfillAt }) => {
        if (fillPending) open.toFill.push(id);
        if (unfillAt) open.toEmpty.push(id);
      });
    } finally {
      open.groups -= 1;
      if (open.groups === 0) {
        underWay.delete(record);
        if (open.toFill.length > 0) await fillBlanks(await current(), forms, open.toFill);
        if (open.toEmpty.length > 0) await emptyBlanks(await current(), forms, open.toEmpty);
      }
    }
  };
}
