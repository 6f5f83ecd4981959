import type { PlacedField } from '../../functions/src/forms/form';
import { order } from '../../functions/src/forms/order';
import type { TypingContext } from '../../functions/src/rules/parse-cell';

export function fieldOf(id: string): PlacedField {
  const field = order.field(id);
  if (!field) throw new Error(`the order form has no field ${id}`);
  return field;
}

/** Typed on Monday 2026-03-16 at 09:00 in Shanghai, by a clerk who reads simplified Chinese. */
export function context(changes: Partial<TypingContext> = {}): TypingContext {
  return {
    zone: 'Asia/Shanghai',
    language: 'zh-CN',
    phoneCountry: 'CN',
    reference: '2026-03-16T01:00:00.000Z',
    now: '2026-03-16T01:00:00.000Z',
    values: {},
    ...changes,
  };
}
