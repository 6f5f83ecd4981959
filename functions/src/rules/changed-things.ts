import type { Form } from '../forms/form';
import { sameValue } from './change';
import { changedNames, ofTransport } from './changed-names';
import type { Message } from './messages';
import type { Notice } from './notice';
import { noticeAddress } from './notice-address';
import { messageNow, type NoticeContext } from './notices-wanted';
import type { StoredRecord } from './record';
import { recordAsSaid, saidFields } from './said-values';

/** What a correction corrects, as its recipient calls it: what its SMS tells, and what its email. */
export type ChangedThings = { readonly sms: readonly string[]; readonly email: readonly string[] };

/** More than that many are no help: whoever reads the message sees it all anew. */
const mostNamed = 3;

/**
 * Which things a recipient reads now that they were told otherwise: those without whose change the message would be
 * another one. None where they are too many, where one of them has no name, or where what was told may not have arrived,
 * so that they may know something older.
 */
export function changedThings(
  told: Notice,
  wanted: Notice,
  form: Form,
  record: StoredRecord,
  context: NoticeContext,
): ChangedThings {
  const { kind, recipient, language } = wanted;
  const said = recordAsSaid(form, record, told);
  if (!said || told.state === 'unknown' || kind === 'work-reminder' || recipient === 'staff')
    return { sms: [], email: [] };
  const address = noticeAddress(form, record, recipient, context);
  const worded = (of: StoredRecord) => messageNow(form, of, kind, recipient, context, address);
  const now = worded(record);
  const changed = withoutParts(
    saidFields(form, kind).filter((id) => !sameValue(said.values[id], record.values[id])),
  ).map((id) => ({ id, message: worded(withValue(record, id, said)) }));
  const namesIn = (textOf: (message: Message) => string) =>
    namesOf(
      changed.filter(({ message }) => textOf(message) !== textOf(now)).map(({ id }) => id),
      language,
    );
  return {
    sms: namesIn(({ sms }) => sms),
    email: namesIn(({ email: { subject, text } }) => `${subject}\n${text}`),
  };
}

function withoutParts(ids: readonly string[]): readonly string[] {
  return ids.includes('transport') ? ids.filter((id) => !ofTransport.includes(id)) : ids;
}

/** The record as if this one value were still what it was. */
function withValue(record: StoredRecord, id: string, { values }: StoredRecord): StoredRecord {
  const { [id]: _now, ...others } = record.values;
  const value = values[id];
  return { ...record, values: value === undefined ? others : { ...others, [id]: value } };
}

function namesOf(ids: readonly string[], language: Notice['language']): readonly string[] {
  const named = Object.keys(changedNames).filter((id) => ids.includes(id));
  const names = new Set(named.flatMap((id) => changedNames[id]?.[language] ?? []));
  return named.length < ids.length || names.size > mostNamed ? [] : [...names];
}
