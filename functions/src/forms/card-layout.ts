import type { Form, Stage } from './form';
import type { Language } from './label';
import { isStamped } from './register-layout';
import { roles } from './roles';

/**
 * The paper-like card of one record: the columns 责任人, 订货、发货售后服务跟踪流程及注意事项 (label and blank) and
 * 填写要求, a block of rows per stage, as the paper prints them.
 */
export type CardLayout = {
  readonly form: string;
  readonly title: string;
  readonly headings: readonly [who: string, what: string, by: string];
  readonly blocks: readonly CardBlock[];
  readonly footnotes: readonly string[];
};

export type CardBlock = {
  readonly id: string;
  /** First column: the responsible role; in the head block empty. */
  readonly who: string;
  /** The stage's own name, printed above its blanks. */
  readonly title: string;
  readonly lines: readonly CardLine[];
  readonly fillBy: string;
};

/** A printed blank, or a printed sentence that nobody fills. */
type CardLine =
  | { readonly kind: 'blank'; readonly field: string; readonly label: string; readonly readOnly: boolean }
  | { readonly kind: 'sentence'; readonly text: string; readonly remark: boolean };

const headings: Record<Language, readonly [string, string, string]> = {
  'zh-CN': ['责任人', '订货、发货售后服务跟踪流程及注意事项', '填写要求'],
  'zh-TW': ['責任人', '訂貨、發貨售後服務追蹤流程及注意事項', '填寫要求'],
  en: ['Responsible', 'Steps and remarks', 'Fill in by'],
};

export function cardLayout(form: Form, language: Language): CardLayout {
  const head = { id: 'head', label: form.label, ...form.head };
  return {
    form: form.id,
    title: form.label[language],
    headings: headings[language],
    blocks: [
      { ...block(head, language), title: '' },
      ...form.stages.map((stage, index) => {
        const printed = block(stage, language);
        return { ...printed, title: `${index + 1} ${printed.title}` };
      }),
    ],
    footnotes: (form.footnotes ?? []).map((note) => note[language]),
  };
}

function block(stage: Stage, language: Language): CardBlock {
  const blanks = Object.entries(stage.fields).map(([id, field]) => ({
    kind: 'blank' as const,
    field: id,
    label: field.label[language],
    readOnly: isStamped(field),
  }));
  const sentences = (stage.instructions ?? []).map((text) => ({
    kind: 'sentence' as const,
    text: text[language],
    remark: false,
  }));
  const remarks = (stage.remarks ?? []).map((text) => ({
    kind: 'sentence' as const,
    text: text[language],
    remark: true,
  }));
  return {
    id: stage.id,
    who: roles[stage.role][language],
    title: stage.label[language],
    lines: [...blanks, ...sentences, ...remarks],
    fillBy: stage.fillBy?.[language] ?? '',
  };
}
