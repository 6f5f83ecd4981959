import { describe, expect, it } from '@jest/globals';
import { forms } from '../../functions/src/forms';
import { blankForm } from '../../functions/src/forms/blank';
import type { Form } from '../../functions/src/forms/form';
import { order } from '../../functions/src/forms/order';
import { registerLayout } from '../../functions/src/forms/register-layout';
import { staffForm } from '../../functions/src/forms/settings-staff';
import { templatesForm } from '../../functions/src/forms/settings-templates';

const columnOf = (form: Form, id: string) =>
  registerLayout(form, 'zh-CN').columns.find((column) => column.id === id);

describe('the columns that stay in view', () => {
  it.each([
    ['an order', order, 'number'],
    ['somebody on the staff list', staffForm, 'name'],
    ['a blank that was counted', blankForm, 'orderNumber'],
    ['a template', templatesForm, 'action'],
  ])('end with what %s is known by', (_what, form, last) => {
    const { columns, frozenColumns } = registerLayout(form, 'zh-CN');
    expect(columns[frozenColumns - 1]?.id).toBe(last);
  });

  it('leave more than half of a screen of 1366 pixels to the others', () => {
    for (const form of forms) {
      const { columns, frozenColumns } = registerLayout(form, 'zh-CN');
      const shown = columns.slice(0, frozenColumns).filter(({ hidden }) => !hidden);
      expect(shown.reduce((sum, { width }) => sum + width, 0)).toBeLessThan(1366 / 2);
    }
  });
});

describe('a template’s row', () => {
  /** Of the workbench's grid on a screen of 1440 pixels, beside its panel; the sheet's own margin is 46. */
  const grid = 1030 - 46;
  const { columns, frozenColumns, tallRows } = registerLayout(templatesForm, 'zh-CN');
  const widthOf = (some: typeof columns) => some.reduce((sum, one) => sum + (one.hidden ? 0 : one.width), 0);
  const inView = widthOf(columns.slice(0, frozenColumns));
  const between = (first: string, last: string) => {
    const ids = columns.map(({ id }) => id);
    return widthOf(columns.slice(ids.indexOf(first), ids.indexOf(last) + 1));
  };

  it.each([
    ['sms', 'smsPreview'],
    ['bodyDraft', 'emailPreview'],
  ])('has all in view that one needs to word it, with 操作: %s to %s', (first, last) => {
    expect(inView + between(first, last)).toBeLessThanOrEqual(grid);
  });

  it('shows its texts whole, read from the top', () => {
    expect(tallRows).toBe(true);
    const texts = columns.filter(
      ({ group, id }) => group === 'head' && templatesForm.field(id)?.kind === 'text',
    );
    expect(texts.length).toBeGreaterThan(10);
    for (const { id, wrap } of texts) expect([id, wrap]).toEqual([id, true]);
  });
});

describe('the number’s column', () => {
  it('is the system’s alone where the system makes the rows, and wider', () => {
    expect(columnOf(blankForm, 'number')).toMatchObject({ readOnly: true, width: 140 });
    for (const form of [order, staffForm])
      expect(columnOf(form, 'number')).toMatchObject({ readOnly: false, width: 110 });
  });
});

describe('the row of sentences', () => {
  it('says of the head’s columns what the head says, as of a stage’s what the stage says', () => {
    for (const form of forms) {
      for (const field of form.fields) {
        const said = (form.stage(field.stage) ?? form.head).fillBy?.['zh-CN'] ?? '';
        expect(columnOf(form, field.id)?.fillBy).toBe(said);
      }
    }
    expect(columnOf(staffForm, 'roles')?.fillBy).toMatch(/在职/);
  });
});
