import type { Form } from '../forms/form';
import type { NoticeKind, Recipient } from '../forms/notice-rule';
import {
  placeholdersOf,
  type TemplatePart,
  type TemplateSlot,
  type TemplateTexts,
} from '../forms/template-kinds';
import { withoutLinks } from './links';
import { type FactsContext, type MessageFacts, messageFacts } from './message-facts';
import { messageValues } from './message-values';
import { wordings } from './message-wording';
import type { StoredRecord } from './record';
import type { Settings } from './settings';
import { fillTemplate, parseTemplate, type TemplateValues } from './template';
import { builtIn, slotId } from './templates';

export type Message = {
  readonly sms: string;
  readonly email: { readonly subject: string; readonly text: string };
};

/**
 * What a recipient reads, as managers have worded it (`templates`, by slot) or as it is built in. Times are in `zone`; an
 * SMS and a subject stay short and on one line whatever was typed, because each piece of typed text is bounded, and no
 * SMS holds a link.
 */
export function message(
  kind: NoticeKind,
  recipient: Recipient,
  form: Form,
  record: StoredRecord,
  context: FactsContext & { readonly templates?: Settings['templates'] },
): Message {
  const facts = messageFacts(form, record, recipient, context);
  const slot = { kind: templateKind(kind, facts), recipient, language: context.language };
  return fillMessage(slot, context.templates?.[slotId(slot)], facts);
}

function templateKind(kind: NoticeKind, { receipt }: MessageFacts): TemplateSlot['kind'] {
  if (kind !== 'receipt-confirmed') return kind;
  return receipt === 'problem' ? 'receipt-problem' : 'receipt-good';
}

/**
 * A message from its texts. A text that can't be read (it was stored when a placeholder had another name), or says nothing
 * here, gives way to the built-in one.
 */
export function fillMessage(
  slot: TemplateSlot,
  texts: TemplateTexts | undefined,
  facts: MessageFacts,
): Message {
  const fill = (part: TemplatePart, values: TemplateValues) =>
    filled(texts?.[part] ?? '', slot, values) || filled(builtIn(slot)[part], slot, values);
  const short = messageValues(facts, slot.language, 'short');
  const sms = withoutLinks(oneLine(fill('sms', short)).replace(/[【】]/g, ''));
  return {
    sms: wordings[slot.language].signSms(facts.company, sms),
    email: {
      subject: oneLine(fill('subject', short)),
      text: `${fill('body', messageValues(facts, slot.language, 'full'))}\n`,
    },
  };
}

/** Empty where the text can't be read. */
function filled(text: string, { kind }: TemplateSlot, values: TemplateValues): string {
  const { template, faults } = parseTemplate(text, placeholdersOf[kind]);
  return faults.length > 0 ? '' : fillTemplate(template, values);
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
