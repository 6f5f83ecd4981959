import type { DocumentPath, Read, StoredDocument } from '../ports';

/** The same read, asking for each document once: what a transaction has read does not change while it decides. */
export function readOnce(read: Read): Read {
  const known = new Map<DocumentPath, Promise<StoredDocument | undefined>>();
  return (paths) => {
    const unread = [...new Set(paths)].filter((path) => !known.has(path));
    if (unread.length > 0) {
      const found = read(unread);
      for (const [index, path] of unread.entries())
        known.set(
          path,
          found.then((documents) => documents[index]),
        );
    }
    return Promise.all(paths.map((path) => known.get(path)));
  };
}
