import type { Enumerations } from './enumerations';
import type { Book, Parts, Protection } from './parts';

type User = GoogleAppsScript.Base.User;

export function userOf(parts: Parts, email: () => string): User {
  return parts.strict<User>('User', { getEmail: email });
}

export function protectionService(book: Book, names: Enumerations, sheetId: number, id: number): Protection {
  const { call } = book;
  const get = () => call('protection', sheetId, id);
  const change = (properties: Parameters<typeof call<'changeProtection'>>[3]) => {
    call('changeProtection', sheetId, id, properties);
    return self();
  };
  const emails = (people: readonly (string | User)[]) =>
    [...people].map((one) => (typeof one === 'string' ? one : one.getEmail()));
  const add = (people: readonly (string | User)[]) =>
    change({ editors: [...new Set([...get().editors, ...emails(people)])] });
  const remove = (people: readonly (string | User)[]) => {
    const gone = emails(people);
    return change({ editors: get().editors.filter((email) => !gone.includes(email)) });
  };
  const self = (): Protection => protection;
  const protection = book.strict<Protection>('Protection', {
    getDescription: () => get().description,
    setDescription: (description) => change({ description }),
    isWarningOnly: () => get().warningOnly,
    setWarningOnly: (warningOnly) => change({ warningOnly }),
    getProtectionType: () =>
      get().range === 'sheet' ? names.protectionTypes.SHEET : names.protectionTypes.RANGE,
    getRange: () => {
      const { range } = get();
      if (range !== 'sheet') return book.range(sheetId, range);
      const { rowCount, columnCount } = call('sheet', sheetId);
      return book.range(sheetId, { row: 0, column: 0, rows: rowCount, columns: columnCount });
    },
    getEditors: () => get().editors.map((email) => userOf(book, () => email)),
    addEditor: (person: string | User) => add([person]),
    addEditors: (people) => add(people),
    removeEditor: (person: string | User) => remove([person]),
    removeEditors: (people: readonly (string | User)[]) => remove(people),
    canEdit: () => call('mayEditProtection', sheetId, id),
    /** There is no domain here whose members could all be let in. */
    canDomainEdit: () => false,
    setDomainEdit: (editable) => {
      if (editable)
        throw new Error('local Apps Script runtime: Protection.setDomainEdit(true) is not implemented');
      return self();
    },
    remove: () => call('unprotect', sheetId, id),
  });
  return protection;
}
