import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { importSource } from './import-source.mjs';

const columns = ['email', 'name', 'phone', 'channel', 'language', 'roles', 'regions', 'dealers', 'active'];
const usage =
  'Usage: node infra/seed-staff.mjs --project PROJECT --spreadsheet ID [--zone ZONE] [--dry-run] STAFF.csv|STAFF.json';

/**
 * Puts the first people on the staff list, as if a manager had typed them into the tab 员工与角色 of the spreadsheet:
 * the sheet sync appends their rows; and what holds by default on the other settings tabs. Whoever has a row there already is left alone, so it may be run again. All faults
 * of the file are told at once, and then nothing is written. A CSV has the columns above, lists divided by `;`; a JSON
 * is a list of such objects, lists as lists. Credentials are the application-default ones; with
 * FIRESTORE_EMULATOR_HOST it goes to the emulator.
 */
async function seed(file, { project, spreadsheet, zone, 'dry-run': dryRun }) {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  const people = extname(file) === '.json' ? peopleOfJson(text) : peopleOfCsv(text);
  const checked = await staffOf(people);
  const added = dryRun ? [] : await write(checked, project, spreadsheet, zone);
  for (const { email, name, roles } of checked) {
    const there = dryRun || added.includes(email) ? '' : '  (has a row already, left alone)';
    console.log(`staff/${email}  ${name}  ${roles.join(', ')}${there}`);
  }
  console.log(dryRun ? 'Checked; nothing was written.' : `${added.length} people were added.`);
}

/** Returns the addresses of those who had no row yet. */
async function write(people, project, spreadsheet, zone) {
  const { createFirestoreStore } = await importSource('functions/src/adapters/firestore-store.ts');
  const { systemClock } = await importSource('functions/src/adapters/system-clock.ts');
  const { createSettingsDirectory } = await importSource('functions/src/flows/settings-directory.ts');
  const { seedSettings } = await importSource('functions/src/flows/seed-settings.ts');
  const { seedStaff } = await importSource('functions/src/flows/seed-staff.ts');
  const store = createFirestoreStore({
    projectId: project,
    emulatorHost: process.env.FIRESTORE_EMULATOR_HOST,
  });
  // Rows and numbers depend on spreadsheet and zone only; the rest of what is deployed has no part in them.
  const deployed = {
    zone,
    company: '',
    staffLanguage: 'zh-CN',
    spreadsheets: [spreadsheet],
    bridges: [],
    phoneCountry: 'CN',
    legalCalendar: 'china',
    quietHours: { from: '21:00', to: '08:00' },
  };
  const settings = await createSettingsDirectory(store, systemClock, deployed).current();
  const services = { store, clock: systemClock, settings };
  await seedSettings(services);
  return seedStaff(services, people);
}

/** @throws Error that names every fault by line (CSV: as an editor counts; JSON: the entry's place). */
async function staffOf(people) {
  const { staffSchema } = await importSource('functions/src/rules/record.ts');
  const { parsePhone } = await importSource('functions/src/rules/parse-phone.ts');
  const strict = z.strictObject({
    ...staffSchema.shape,
    email: z.email(),
    name: z.string().min(1),
    roles: staffSchema.shape.roles.min(1),
  });
  const faults = [];
  const seen = new Set();
  const staff = people.map(({ line, person }) => {
    const { phone, ...rest } = person;
    const number = phone ? parsePhone(String(phone), 'CN') : undefined;
    if (number && !number.ok) faults.push(`line ${line}: phone: ${phone} is no phone number`);
    const email = String(person.email ?? '').toLowerCase();
    if (seen.has(email)) faults.push(`line ${line}: ${email} is there twice`);
    seen.add(email);
    const defaults = { language: 'zh-CN', regions: [], dealers: [], active: true };
    const parsed = strict.safeParse({
      ...defaults,
      ...rest,
      email,
      ...(number?.ok ? { phone: number.value } : {}),
    });
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues)
      faults.push(`line ${line}: ${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`);
    return undefined;
  });
  if (people.length === 0) faults.push('there is nobody in the file');
  if (people.length > 500) faults.push('there are more than 500 people: divide the file');
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return staff;
}

function peopleOfJson(text) {
  return z
    .array(z.record(z.string(), z.unknown()))
    .parse(JSON.parse(text))
    .map((person, index) => ({ line: index + 1, person }));
}

function peopleOfCsv(text) {
  const [heading = [], ...rows] = csvRows(text);
  const strange = heading.filter((name) => !columns.includes(name));
  if (!heading.includes('email') || strange.length > 0)
    throw new Error(
      `The first line names the columns: ${columns.join(',')}${strange.length > 0 ? `. Not known: ${strange.join(', ')}` : ''}`,
    );
  return rows.flatMap((cells, index) => {
    if (cells.every((cell) => cell === '')) return [];
    const given = heading.map((name, at) => [name, cells[at] ?? '']).filter(([, cell]) => cell !== '');
    const person = Object.fromEntries(given.map(([name, cell]) => [name, cellValue(name, cell)]));
    return [{ line: index + 2, person: { roles: [], ...person } }];
  });
}

function cellValue(column, cell) {
  if (['roles', 'regions', 'dealers'].includes(column))
    return cell
      .split(/[;；]/)
      .map((item) => item.trim())
      .filter((item) => item !== '');
  if (column === 'active') return { true: true, false: false }[cell.toLowerCase()] ?? cell;
  return cell;
}

/** One line is one row; a cell in double quotes may hold commas, and double quotes written twice. */
function csvRows(text) {
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
      ),
    );
}

const { values, positionals } = parseArgs({
  options: {
    project: { type: 'string' },
    spreadsheet: { type: 'string' },
    zone: { type: 'string', default: 'Asia/Shanghai' },
    'dry-run': { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const [file] = positionals;
if (!values.project || !values.spreadsheet || !file || positionals.length > 1) {
  console.error(usage);
  process.exit(2);
}
await seed(file, values).then(
  // The store keeps its connections open, as in a function.
  () => process.exit(0),
  (error) => {
    console.error(error instanceof z.ZodError ? z.prettifyError(error) : error.message);
    process.exit(1);
  },
);
