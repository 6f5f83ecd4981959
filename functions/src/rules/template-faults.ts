import type { Label } from '../forms/label';
import {
  type PlaceholderId,
  placeholders,
  placeholdersOf,
  type Requirement,
  requiredOf,
  type TemplatePart,
  type TemplateSlot,
} from '../forms/template-kinds';
import { firstLink } from './links';
import { parseTemplate, placeholderNamed, type SyntaxFault, type Template } from './template';
import { doubledBraces, inOtherBrackets } from './template-brackets';
import { templateMessages as say } from './template-messages';
import { longestSms } from './template-preview';
import { builtIn } from './templates';

type TemplateFaultCode =
  | 'unknown-placeholder'
  | 'unclosed'
  | 'nested'
  | 'sender-brackets'
  | 'missing-placeholder'
  | 'link-in-sms'
  | 'line-break'
  | 'too-long'
  | 'empty';

export type TemplateFault = { readonly code: TemplateFaultCode; readonly message: Label };

/** SMS segments in the worst case; letters of the other parts. */
const mostSegments = 8;
const longest = { subject: 100, body: 2000 };

/**
 * Why a text can't be used for that part of a message, all of it at once; none when it can.
 * @param company the company's name, which counts in the length of every SMS
 */
export function templateFaults(
  slot: TemplateSlot,
  part: TemplatePart,
  text: string,
  company: string,
): readonly TemplateFault[] {
  if (text.trim() === '') return [{ code: 'empty', message: say.empty() }];
  const { template, faults } = parseTemplate(text, placeholdersOf[slot.kind]);
  const doubled = doubledBraces(text);
  const isOfDoubled = ({ code, at }: SyntaxFault) =>
    code !== 'unknown-placeholder' && doubled.some(({ from, to }) => from <= at && at < to);
  return [
    ...doubled.map(({ inside }) => ({ code: 'unclosed', message: say.doubled(inside) }) as const),
    ...faults.filter((fault) => !isOfDoubled(fault)).map((fault) => syntaxFault(slot, text, fault)),
    ...(part === 'subject' ? [] : missingFaults(slot, text, template)),
    ...(part === 'sms' ? smsFaults(slot, text, template, company) : lengthFaults(part, text)),
  ];
}

function syntaxFault({ kind }: TemplateSlot, text: string, fault: SyntaxFault): TemplateFault {
  if (fault.code === 'unknown-placeholder') {
    const isElsewhere = placeholderNamed(fault.name) !== undefined;
    const message = (isElsewhere ? say.notInKind : say.unknownPlaceholder)(fault.name, kind);
    return { code: fault.code, message };
  }
  const { code, at, mark } = fault;
  if (code === 'unopened') return { code: 'unclosed', message: say.unopened(text.slice(0, at), mark) };
  return { code, message: say[code](mark, text.slice(at + mark.length)) };
}

/** What must be told and isn't there; or is left out whenever something else in the same optional piece is not known. */
function missingFaults({ kind }: TemplateSlot, text: string, template: Template): TemplateFault[] {
  const sure = new Set<PlaceholderId>();
  const unsure = new Map<PlaceholderId, PlaceholderId>();
  for (const piece of template) {
    const inside = 'optional' in piece ? piece.optional : [piece];
    const ids = inside.flatMap((one) => ('placeholder' in one ? [one.placeholder] : []));
    for (const id of ids) {
      const other = ids.find((one) => one !== id && 'sometimes' in placeholders[one]);
      if (other && 'optional' in piece) unsure.set(id, other);
      else sure.add(id);
    }
  }
  const isTold = (told: (id: PlaceholderId) => boolean) => (requirement: Requirement) =>
    requirement.some((ids) => ids.every(told));
  const untold = requiredOf[kind].filter((requirement) => !isTold((id) => sure.has(id))(requirement));
  const isUnsure = isTold((id) => sure.has(id) || unsure.has(id));
  const bracketed = inOtherBrackets(text);
  const isBracketed = isTold((id) => sure.has(id) || bracketed.has(id));
  const missing = untold.filter((requirement) => !isUnsure(requirement) && !isBracketed(requirement));
  const misread = untold
    .filter((requirement) => !isUnsure(requirement) && isBracketed(requirement))
    .flatMap((requirement) =>
      requirement.flat().flatMap((id) => {
        const typed = bracketed.get(id);
        return typed === undefined || sure.has(id) ? [] : [say.otherBrackets(typed, id)];
      }),
    );
  const hidden = untold.filter(isUnsure).flatMap((requirement) =>
    requirement.flat().flatMap((id) => {
      const other = unsure.get(id);
      return other && !sure.has(id) ? [say.leftOutWith(id, other)] : [];
    }),
  );
  return [...misread, ...(missing.length > 0 ? [say.missing(missing)] : []), ...hidden].map((message) => ({
    code: 'missing-placeholder',
    message,
  }));
}

function smsFaults(slot: TemplateSlot, text: string, template: Template, company: string): TemplateFault[] {
  const segments = longestSms(slot, { ...builtIn(slot), sms: text }, company);
  return [
    ...(/[【】]/.test(text) ? [{ code: 'sender-brackets', message: say.senderBrackets() } as const] : []),
    ...linkFaults(slot, template),
    ...(segments > mostSegments
      ? [{ code: 'too-long', message: say.smsTooLong(segments, mostSegments) } as const]
      : []),
  ];
}

/** With a letter for each placeholder, and without the optional pieces: `www.{公司}` and `evil[ {公司}].com` become links. */
function linkFaults({ language }: TemplateSlot, template: Template): TemplateFault[] {
  const always = template.filter((piece) => !('optional' in piece));
  for (const pieces of [template, always]) {
    const letters = pieces
      .flatMap((piece) => ('optional' in piece ? piece.optional : [piece]))
      .flatMap((piece) =>
        'text' in piece
          ? piece.text.split('').map((letter) => ({ letter, shown: letter }))
          : [{ letter: 'x', shown: `{${placeholders[piece.placeholder].label[language]}}` }],
      );
    const link = firstLink(letters.map(({ letter }) => letter).join(''));
    if (!link) continue;
    const { at, text, isSure } = link;
    const shown = letters.slice(at, at + text.length).map((one) => one.shown);
    const message = (isSure ? say.linkInSms : say.likeLinkInSms)(shown.join(''));
    return [{ code: 'link-in-sms', message }];
  }
  return [];
}

function lengthFaults(part: 'subject' | 'body', text: string): TemplateFault[] {
  const breaks = part === 'subject' && text.trim().includes('\n');
  return [
    ...(breaks ? [{ code: 'line-break', message: say.subjectOnOneLine() } as const] : []),
    ...(text.length > longest[part]
      ? [{ code: 'too-long', message: say.emailTooLong(part, text.length, longest[part]) } as const]
      : []),
  ];
}
