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
    ['a template', templatesForm, 'language'],
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
