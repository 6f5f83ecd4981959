/** Fields by their names in small letters; of several of one name the first. */
export type MailFields = ReadonlyMap<string, string>;

const field = /^([!-9;-~]+)[ \t]*:[ \t]*(.*)$/;

/**
 * The fields of a mail's headers, or of a report's blocks (RFC 3464, 2.1), block by block: lines like `Name: value`, which
 * may go on in lines that begin with a space. What is no field is passed over.
 */
export function fieldBlocks(text: string): readonly MailFields[] {
  return text
    .split(/\r?\n[ \t]*\r?\n/)
    .map(fieldsOf)
    .filter((fields) => fields.size > 0);
}

function fieldsOf(block: string): MailFields {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name, value = ''] = field.exec(line) ?? [];
    const key = name?.toLowerCase();
    if (key !== undefined && !fields.has(key)) fields.set(key, value.trim());
  }
  return fields;
}
