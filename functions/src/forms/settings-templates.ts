import { defineForm } from './define-form';
import type { Field } from './form';
import { type Label, label } from './label';
import type { TemplatePart } from './template-kinds';

const bySystem = { optional: true, filledBy: 'system' } as const;
const draft = { kind: 'text', optional: true, width: 170 } satisfies Partial<Field>;
const shown = { kind: 'text', ...bySystem, width: 170 } satisfies Partial<Field>;

/** Said to who types over a text in effect. */
const inItsDraft = (column: Label) =>
  label(
    `请写在“${column['zh-CN']}”里，再在“操作”里选“启用草稿”。`,
    `請寫在「${column['zh-TW']}」裡，再在「操作」裡選「啟用草稿」。`,
    `Please type it into “${column.en}”, then choose “Use the draft”.`,
  );
const drafts = {
  sms: label('短信草稿', '簡訊草稿', 'SMS draft'),
  subject: label('邮件标题草稿', '郵件標題草稿', 'Email subject draft'),
  body: label('邮件正文草稿', '郵件內文草稿', 'Email text draft'),
} as const satisfies Readonly<Record<TemplatePart, Label>>;

/** The column of each text's draft; the text in effect stands in a column of the text's own name. */
export const draftFields = {
  sms: 'smsDraft',
  subject: 'subjectDraft',
  body: 'bodyDraft',
} as const satisfies Readonly<Record<TemplatePart, string>>;

/**
 * 通知模板: a row for everything that people outside are told, in each language. A manager types a draft, sees what it
 * would look like and cost, and puts it into effect; a draft alone changes nothing.
 */
export const templatesForm = defineForm({
  id: 'templates',
  version: 1,
  label: label('通知模板', '通知範本', 'Templates'),
  tab: label('通知模板', '通知範本', 'Templates'),
  number: { label: label('编号', '編號', 'No.'), prefix: 'MB', width: 62 },
  settings: 'templates',
  madeBySystem: true,
  inView: ['notice', 'recipient', 'language', 'action'],
  tallRows: true,
  head: {
    role: 'manager',
    fillBy: label(
      '{}里的内容由系统填入；[]里的一段，没有内容可填时自动省去。改动国内短信模板后须先向短信服务商报备。\n先写草稿，看右边的预览和费用，再在“操作”里选“启用草稿”才生效；在这以前，发出的仍是现用的。改了短信单价，点“跟单 → 刷新”才重算这里的费用。',
      '{}裡的內容由系統填入；[]裡的一段，沒有內容可填時自動省去。改動大陸簡訊範本後須先向簡訊服務商報備。\n先寫草稿，看右邊的預覽和費用，再在「操作」裡選「啟用草稿」才生效；在這以前，發出的仍是現用的。改了簡訊單價，點「跟單 → 重新整理」才重算這裡的費用。',
      'What is in {} is filled in; a piece in [] is left out where it says nothing. Register a new SMS for mainland China with the provider first.\nType a draft, see its preview, choose “Use the draft”: only then is it sent. Costs follow a new price after Refresh.',
    ),
    fields: {
      notice: { ...shown, width: 90, label: label('通知', '通知', 'Notice') },
      recipient: { ...shown, width: 68, label: label('收件人', '收件人', 'To') },
      language: { ...shown, width: 70, label: label('语言', '語言', 'Language') },
      sms: {
        ...shown,
        typedElsewhere: inItsDraft(drafts.sms),
        label: label('现用短信', '現用簡訊', 'SMS in use'),
      },
      smsDraft: { ...draft, label: drafts.sms },
      smsPreview: { ...shown, width: 190, label: label('短信预览', '簡訊預覽', 'SMS preview') },
      smsCost: { ...shown, width: 120, label: label('条数与费用', '則數與費用', 'Segments and cost') },
      placeholders: {
        ...shown,
        width: 200,
        label: label('可用的{}', '可用的{}', 'What may stand in {}'),
      },
      subject: {
        ...shown,
        width: 140,
        typedElsewhere: inItsDraft(drafts.subject),
        label: label('现用邮件标题', '現用郵件標題', 'Email subject in use'),
      },
      subjectDraft: { ...draft, width: 140, label: drafts.subject },
      body: {
        ...shown,
        width: 250,
        typedElsewhere: inItsDraft(drafts.body),
        label: label('现用邮件正文', '現用郵件內文', 'Email text in use'),
      },
      bodyDraft: { ...draft, width: 250, label: drafts.body },
      emailPreview: { ...shown, width: 250, label: label('邮件预览', '郵件預覽', 'Email preview') },
      action: {
        kind: 'choice',
        optional: true,
        width: 84,
        label: label('操作', '操作', 'Action'),
        options: {
          enable: label('启用草稿', '啟用草稿', 'Use the draft'),
          restore: label('恢复内置', '恢復內建', 'Back to built-in'),
        },
      },
      source: {
        kind: 'choice',
        ...bySystem,
        label: label('来源', '來源', 'Source'),
        options: {
          'built-in': label('内置', '內建', 'Built in'),
          modified: label('已修改', '已修改', 'Changed'),
        },
      },
      enabledAt: {
        kind: 'instant',
        ...bySystem,
        minutes: true,
        label: label('启用时间', '啟用時間', 'In use since'),
      },
      enabledBy: { ...shown, width: 80, label: label('启用人', '啟用人', 'Put into use by') },
    },
  },
  stages: [],
});
