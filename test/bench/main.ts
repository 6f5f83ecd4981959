import { benchEdits } from './edits';
import { benchNotices } from './notices';
import { benchSweep } from './sweep';

/** `npm run bench -- NAME`: measures ours beside a reference in the same run; the last line is one JSON object. */
const benches: Readonly<Record<string, () => Promise<object>>> = {
  edits: benchEdits,
  notices: benchNotices,
  sweep: benchSweep,
};

async function main(): Promise<void> {
  const name = process.argv[2] ?? '';
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!bench)
    throw new Error(`npm run bench -- NAME, where NAME is one of: ${Object.keys(benches).join(', ')}`);
  process.env.METADATA_SERVER_DETECTION = 'none';
  const result = await bench();
  console.log(JSON.stringify({ bench: name, ...result }));
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
