import { type Label, type Language, label } from '../forms/label';
import {
  type PlaceholderId,
  placeholders,
  placeholdersOf,
  type Requirement,
  type TemplateKind,
  templateKinds,
} from '../forms/template-kinds';
import { nearestPlaceholders } from './template-near';

/** What is wrong with a template and what to type instead: sentences for the manager who words it. */
export const templateMessages = {
  unknownPlaceholder: (name: string, kind: TemplateKind) => {
    const near = nearestPlaceholders(name, placeholdersOf[kind]);
    if (near.length === 0) {
      return label(
        `没有{${short(name)}}这一项。可以写：${all('zh-CN', kind)}。`,
        `沒有{${short(name)}}這一項。可以寫：${all('zh-TW', kind)}。`,
        `There is no {${short(name)}}. You may write ${all('en', kind)}.`,
      );
    }
    return label(
      `没有{${short(name)}}这一项。是不是要写${names('zh-CN', near, '或')}？`,
      `沒有{${short(name)}}這一項。是不是要寫${names('zh-TW', near, '或')}？`,
      `There is no {${short(name)}}. Did you mean ${names('en', near, ' or ')}?`,
    );
  },
  notInKind: (name: string, kind: TemplateKind) =>
    label(
      `“${templateKinds[kind]['zh-CN']}”通知里没有{${short(name)}}。可以写：${all('zh-CN', kind)}。`,
      `「${templateKinds[kind]['zh-TW']}」通知裡沒有{${short(name)}}。可以寫：${all('zh-TW', kind)}。`,
      `{${short(name)}} is not known in "${templateKinds[kind].en}". You may write ${all('en', kind)}.`,
    ),
  unclosed: (mark: string, near: string) => {
    const other = partners[mark] ?? mark;
    return label(
      `“${mark}${begin(near)}”这里只有“${mark}”，没有“${other}”，请补上“${other}”。`,
      `「${mark}${begin(near)}」這裡只有「${mark}」，沒有「${other}」，請補上「${other}」。`,
      `"${mark}${begin(near)}": the "${mark}" is never closed. Add the "${other}".`,
    );
  },
  unopened: (before: string, mark: string) => {
    const other = partners[mark] ?? mark;
    return label(
      `“${end(before)}${mark}”这里只有“${mark}”，没有“${other}”，请补上“${other}”，或删去“${mark}”。`,
      `「${end(before)}${mark}」這裡只有「${mark}」，沒有「${other}」，請補上「${other}」，或刪去「${mark}」。`,
      `"${end(before)}${mark}": there is no "${other}" before it. Add one, or take the "${mark}" out.`,
    );
  },
  doubled: (inside: string) =>
    label(
      `{ }只写一层：请写成{${short(inside)}}。`,
      `{ }只寫一層：請寫成{${short(inside)}}。`,
      `One pair of braces is enough: type {${short(inside)}}.`,
    ),
  otherBrackets: (typed: string, id: PlaceholderId) =>
    label(
      `“${typed}”不会填入内容：要用{ }，请写成${name('zh-CN', id)}。`,
      `「${typed}」不會填入內容：要用{ }，請寫成${name('zh-TW', id)}。`,
      `"${typed}" is not filled in: use braces, ${name('en', id)}.`,
    ),
  nested: (mark: string, near: string) =>
    label(
      `“${mark}${begin(near)}”写在另一个[ ]里了：[ ]里面不能再有[ ]，请写成前后两个。`,
      `「${mark}${begin(near)}」寫在另一個[ ]裡了：[ ]裡面不能再有[ ]，請寫成前後兩個。`,
      `"${mark}${begin(near)}": a piece in [ ] can't hold another one. Put them one after the other.`,
    ),
  senderBrackets: () =>
    label(
      '短信正文不能用【】，开头的【公司名】由系统加上。请删去，或改用“”。',
      '簡訊內容不能用【】，開頭的【公司名】由系統加上。請刪去，或改用「」。',
      '【】 is for the company name that the system puts first. Take it out, or use quotes.',
    ),
  missing: (requirements: readonly Requirement[]) => {
    const what = (language: Language, separator: string) =>
      requirements.map((requirement) => choice(language, requirement)).join(separator);
    return label(
      `还缺${what('zh-CN', '、')}，请写上。`,
      `還缺${what('zh-TW', '、')}，請寫上。`,
      `Still missing: ${what('en', ', ')}. Please add it.`,
    );
  },
  leftOutWith: (id: PlaceholderId, other: PlaceholderId) => {
    const both = (language: Language) => [name(language, id), name(language, other)] as const;
    const [zhCN, otherZhCN] = both('zh-CN');
    const [zhTW, otherZhTW] = both('zh-TW');
    const [en, otherEn] = both('en');
    return label(
      `${zhCN}和${otherZhCN}在同一个[ ]里，没有${otherZhCN}时，${zhCN}也会被省去。请把${zhCN}写到这个[ ]外面。`,
      `${zhTW}和${otherZhTW}在同一個[ ]裡，沒有${otherZhTW}時，${zhTW}也會被省去。請把${zhTW}寫到這個[ ]外面。`,
      `${en} is in one [ ] with ${otherEn}, and left out whenever that is not known. Put ${en} outside of it.`,
    );
  },
  linkInSms: (link: string) =>
    label(
      `短信里不能有网址（${short(link)}），发到大陆手机会被拦截。请删去；网址可以写在邮件里。`,
      `簡訊裡不能有網址（${short(link)}），發到大陸手機會被攔截。請刪去；網址可以寫在郵件裡。`,
      `An SMS can't hold a link (${short(link)}): it would not reach phones in mainland China. Put it into the email instead.`,
    ),
  likeLinkInSms: (words: string) =>
    label(
      `短信里的“${short(words)}”会被当成网址，发到大陆手机会被拦截。不是网址的，请在点后面空一格；网址可以写在邮件里。`,
      `簡訊裡的「${short(words)}」會被當成網址，發到大陸手機會被攔截。不是網址的，請在點後面空一格；網址可以寫在郵件裡。`,
      `“${short(words)}” would be taken for a link, and the SMS would not reach phones in mainland China. If it is none, put a space behind the dot; a link can stand in the email.`,
    ),
  smsTooLong: (segments: number, most: number) =>
    label(
      `短信太长：内容最多的时候要算${segments}条，最多${most}条。请写短一些。`,
      `簡訊太長：內容最多的時候要算${segments}則，最多${most}則。請寫短一些。`,
      `Too long: with everything filled in it could be ${segments} SMS segments; ${most} at the most. Please shorten it.`,
    ),
  emailTooLong: (part: 'subject' | 'body', length: number, most: number) =>
    part === 'subject'
      ? label(
          `邮件标题有${length}个字，最多${most}个。请写短一些。`,
          `郵件標題有${length}個字，最多${most}個。請寫短一些。`,
          `The subject has ${length} characters; ${most} at the most. Please shorten it.`,
        )
      : label(
          `邮件正文有${length}个字，最多${most}个。请写短一些。`,
          `郵件內文有${length}個字，最多${most}個。請寫短一些。`,
          `The text has ${length} characters; ${most} at the most. Please shorten it.`,
        ),
  subjectOnOneLine: () =>
    label(
      '邮件标题只能写一行，请去掉换行。',
      '郵件標題只能寫一行，請去掉換行。',
      'A subject is one line. Take the line break out.',
    ),
  empty: () =>
    label(
      '这里不能空着，请写上内容。',
      '這裡不能空著，請寫上內容。',
      'It cannot be empty. Please type a text.',
    ),
} as const satisfies Readonly<Record<string, (...args: never[]) => Label>>;

const partners: Readonly<Record<string, string>> = {
  '{': '}',
  '｛': '｝',
  '[': ']',
  '［': '］',
  '}': '{',
  '｝': '｛',
  ']': '[',
  '］': '［',
};

function name(language: Language, id: PlaceholderId): string {
  return `{${placeholders[id].label[language]}}`;
}

function names(language: Language, ids: readonly PlaceholderId[], separator: string): string {
  return ids.map((id) => name(language, id)).join(separator);
}

function all(language: Language, kind: TemplateKind): string {
  return names(language, placeholdersOf[kind], language === 'en' ? ', ' : '、');
}

/** {运输}（或{运输方式}和{承运电话}）. */
function choice(language: Language, [first = [], ...others]: Requirement): string {
  const and = { 'zh-CN': '和', 'zh-TW': '和', en: ' and ' }[language];
  const rest = others.map((ids) => names(language, ids, and));
  const [open, close] = language === 'en' ? [' (or ', ')'] : ['（或', '）'];
  return names(language, first, and) + rest.map((text) => open + text + close).join('');
}

function short(text: string): string {
  const letters = [...text.trim().replace(/\s+/g, ' ')];
  return letters.length <= 30 ? letters.join('') : `${letters.slice(0, 29).join('')}…`;
}

/** Enough of a text for people to find the place. */
function begin(text: string): string {
  return [...(text.split('\n')[0] ?? '')].slice(0, 8).join('');
}

function end(text: string): string {
  return [...(text.split('\n').at(-1) ?? '')].slice(-8).join('');
}
