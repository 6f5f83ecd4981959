const idName = /\b(?:message-id|x-gendan-message)\s*:/gi;
/** As much of a text as holds the id after its name. */
const longestId = 1000;
const answered = /\b(?:references|in-reply-to)\s*:[^\n]*(?:\n[ \t][^\n]*)*/gi;

/**
 * What may be the id of the mail that a text tells of: where the text has that mail's headers, its own ids, and of several
 * mails' those of the first, as a mail may quote others; else whatever it quotes, except what that mail answers.
 */
export function quotedIds(text: string): readonly string[] {
  const begin = text.search(idName);
  if (begin < 0) return wordsOf(text.replace(answered, ' '));
  const [headers = ''] = text.slice(begin).split(/\n[ \t\r]*\n/, 1);
  return [...headers.matchAll(idName)].flatMap(({ index, 0: name }) =>
    wordsOf(headers.slice(index + name.length, index + longestId)).slice(0, 1),
  );
}

/** What may be an id, by what no id contains. */
export function wordsOf(text: string): readonly string[] {
  return text.split(/[^\w.~%@-]+/).filter((word) => word.includes('@') && word.length < 1000);
}
