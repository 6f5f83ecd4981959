import { type Label, type Language, label, languages } from '../forms/label';
import { companyName, type Sender } from '../rules/company-name';

export type UnsubscribePage = { readonly status: 200 | 404; readonly html: string };

const style = `body{margin:0;background:#f4f5f7;color:#1f2328;font:17px/1.6 system-ui,sans-serif}
main{max-width:26rem;margin:12vh auto;padding:2rem;background:#fff;border-radius:12px}
p{margin:.4em 0}button{width:100%;margin-top:1.2em;padding:.8em;border:0;border-radius:8px;background:#b3261e;color:#fff;font:inherit}`;

/** Nobody knows here which language its reader prefers, so each sentence stands there in every one. */
function page(title: Label, action = ''): string {
  const sentences = languages.map((language) => `<p lang="${language}">${title[language]}</p>`).join('');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title['zh-CN']}</title><style>${style}</style></head><body><main>${sentences}${action}</main></body></html>`;
}

/** The form has no address of its own, so it posts to where it was got from. */
const button = '<form method="post"><button>退订 · 退訂 · Unsubscribe</button></form>';

/** None of the pages says whose link it was; only those of a link of ours say from whom it came. */
export function questionPage(sender: Sender): UnsubscribePage {
  const question = label(
    '不想再收到我们的邮件通知？请点下面的按钮。',
    '不想再收到我們的郵件通知？請按下面的按鈕。',
    'Press the button if you no longer want our emails.',
  );
  return { status: 200, html: page(signed(sender, question), button) };
}

export function donePage(sender: Sender): UnsubscribePage {
  const done = label(
    '已退订，以后不会再给这个邮箱发通知。',
    '已退訂，之後不會再寄通知到這個信箱。',
    'Done: we will send no more notices to this email address.',
  );
  return { status: 200, html: page(signed(sender, done)) };
}

export const notFoundPage: UnsubscribePage = {
  status: 404,
  html: page(
    label(
      '链接无效，请从邮件里重新打开。',
      '連結無效，請從郵件中重新開啟。',
      'This link does not work. Please open it from the email again.',
    ),
  ),
};

function signed(sender: Sender, sentence: Label): Label {
  const name = (language: Language) => escaped(companyName(sender, language));
  return label(
    `${name('zh-CN')}：${sentence['zh-CN']}`,
    `${name('zh-TW')}：${sentence['zh-TW']}`,
    `${name('en')}: ${sentence.en}`,
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
