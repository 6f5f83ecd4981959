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
import { firstLink } from './message-facts';
import { parseTemplate, placeholderNamed, type SyntaxFault, type Template } from './template';
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
  return [
    ...faults.map((fault) => syntaxFault(slot, text, fault)),
    ...(part === 'subject' ? [] : missingFaults(slot, template)),
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
function missingFaults({ kind }: TemplateSlot, template: Template): TemplateFault[] {
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
  const missing = untold.filter((requirement) => !isUnsure(requirement));
  const hidden = untold.filter(isUnsure).flatMap((requirement) =>
    requirement.flat().flatMap((id) => {
      const other = unsure.get(id);
      return other && !sure.has(id) ? [say.leftOutWith(id, other)] : [];
    }),
  );
  return [...(missing.length > 0 ? [say.missing(missing)] : []), ...hidden].map((message) => ({
    code: 'missing-placeholder',
    message,
  }));
}

function smsFaults(slot: TemplateSlot, text: string, template: Template, company: string): TemplateFault[] {
  const link = firstLink(withLetters(template));
  const segments = longestSms(slot, { ...builtIn(slot), sms: text }, company);
  return [
    ...(/[【】]/.test(text) ? [{ code: 'sender-brackets', message: say.senderBrackets() } as const] : []),
    ...(link === undefined
      ? []
      : [{ code: 'link-in-sms', message: say.linkInSms(text.includes(link) ? link : '') } as const]),
    ...(segments > mostSegments
      ? [{ code: 'too-long', message: say.smsTooLong(segments, mostSegments) } as const]
      : []),
  ];
}

/** With a letter for each placeholder: `www.{公司}` and `{公司}.com` become links. */
function withLetters(template: Template): string {
  return template
    .flatMap((piece) => ('optional' in piece ? piece.optional : [piece]))
    .map((piece) => ('text' in piece ? piece.text : 'x'))
    .join('');
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
