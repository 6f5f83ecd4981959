import type { Sms } from './twilio-message';

type Listed = { readonly messages: readonly Sms[]; readonly paging: object };

const day = 24 * 60 * 60 * 1000;

/** One page of the messages that fit the query, newest first. A message not yet sent fits no `DateSent` filter. */
export function listPage(all: readonly Sms[], query: Readonly<Record<string, string>>, path: string): Listed {
  const size = Number(query.PageSize ?? 50);
  const page = Number(query.Page ?? 0);
  const fitting = all.filter((sms) => fits(sms, query)).reverse();
  const messages = fitting.slice(page * size, (page + 1) * size);
  const uriOf = (number: number) =>
    `${path}?${new URLSearchParams({ ...query, PageSize: String(size), Page: String(number) })}`;
  return {
    messages,
    paging: {
      page,
      page_size: size,
      start: page * size,
      end: page * size + Math.max(messages.length - 1, 0),
      uri: uriOf(page),
      first_page_uri: uriOf(0),
      next_page_uri: fitting.length > (page + 1) * size ? uriOf(page + 1) : null,
      previous_page_uri: page > 0 ? uriOf(page - 1) : null,
    },
  };
}

function fits(sms: Sms, query: Readonly<Record<string, string>>): boolean {
  if (query.To !== undefined && query.To !== sms.to) return false;
  if (query.From !== undefined && query.From !== sms.from) return false;
  const [on, before, after] = [query.DateSent, query['DateSent<'], query['DateSent>']].map(momentOf);
  if (on === undefined && before === undefined && after === undefined) return true;
  if (sms.sentAt === null) return false;
  const sent = Date.parse(sms.sentAt);
  if (on !== undefined && Math.floor(sent / day) !== Math.floor(on / day)) return false;
  return (before === undefined || sent <= before) && (after === undefined || sent >= after);
}

function momentOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
