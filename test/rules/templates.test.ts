import { describe, expect, it } from '@jest/globals';
import { forms } from '../../functions/src/forms';
import { longestOption } from '../../functions/src/rules/message-facts';
import { smsLength } from '../../functions/src/rules/sms-segments';
import { templateFaults } from '../../functions/src/rules/template-faults';
import { templatePreview } from '../../functions/src/rules/template-preview';
import { builtIn, slotId, slotOf, templateSlots } from '../../functions/src/rules/templates';

const named = templateSlots.map((slot) => [slotId(slot), slot] as const);

describe('the templates', () => {
  it('are thirty: five kinds, two recipients, three languages, each known by its id', () => {
    expect(new Set(named.map(([id]) => id)).size).toBe(30);
    expect(named.map(([id]) => slotOf(id))).toEqual(templateSlots);
  });

  it.each(['', 'goods-shipped~dealer', 'goods-shipped~staff~en', 'toString'])('don’t include “%s”', (id) => {
    expect(slotOf(id)).toBeUndefined();
  });
});

describe('the built-in template', () => {
  it.each(named)('%s would pass if a manager had typed it, whatever the company is called', (_id, slot) => {
    const texts = builtIn(slot);
    // An English name may have 30 letters, a Chinese one 12.
    for (const company of ['全友', '货'.repeat(30)]) {
      const faults = (['sms', 'subject', 'body'] as const).flatMap((part) =>
        templateFaults(slot, part, texts[part], company),
      );
      expect(faults).toEqual([]);
    }
  });

  it.each(named)('%s takes one or two segments as a rule', (_id, slot) => {
    const company = slot.language === 'en' ? 'Quanyou Home Furniture' : '全友家居';
    for (const servicePhone of [undefined, '+8675512345678']) {
      const { segments } = templatePreview(slot, builtIn(slot), { company, servicePhone, smsPrices: {} });
      expect(segments).toBeLessThanOrEqual(2);
    }
  });

  it.each(named.filter(([, { language }]) => language === 'en'))(
    '%s has letters that cost little',
    (_id, slot) => {
      expect(smsLength(builtIn(slot).sms.replace(/[{}[\]]/g, '')).encoding).toBe('gsm-7');
    },
  );
});

it.each(named.filter(([, { language }]) => language === 'zh-TW'))(
  '%s speaks of goods leaving in one word, 出貨, beside the names that the paper gives',
  (_id, slot) => {
    const said = Object.values(builtIn(slot))
      .join('\n')
      .replace(/\{[^}]*\}/g, '');
    expect(said).not.toMatch(/發貨|補發|欠/);
  },
);

it('an option of transport or of a receipt is short enough to stand in a message as it is', () => {
  const labels = forms
    .flatMap(({ field }) => [field('transport'), field('condition')])
    .flatMap((field) => Object.values(field?.options ?? {}))
    .flatMap((label) => Object.values(label));
  expect(labels.length).toBeGreaterThan(0);
  expect(labels.filter(({ length }) => length > longestOption)).toEqual([]);
});
