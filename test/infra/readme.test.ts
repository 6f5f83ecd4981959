import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { z } from 'zod';

const readmes = ['README.md', 'README.zh-CN.md'] as const;
const documents = [...readmes, 'functions/README.md', 'infra/README.md', 'sheets-addon/README.md'];

function shownForm(file: string): string {
  const text = readFileSync(file, 'utf8');
  return /```ts\n(import[\s\S]*?)```/.exec(text)?.[1] ?? '';
}

describe('the form that the README shows', () => {
  it('is accepted as it stands there', async () => {
    const { outputFiles } = await build({
      stdin: { contents: shownForm('README.md'), resolveDir: 'functions/src/forms', loader: 'ts' },
      bundle: true,
      format: 'cjs',
      write: false,
    });
    const module = { exports: {} };
    runInNewContext(outputFiles[0]?.text ?? '', { module });
    const { part } = z
      .object({ part: z.object({ id: z.string(), fields: z.array(z.object({ id: z.string() })) }) })
      .parse(module.exports);
    expect(part.id).toBe('part');
    expect(part.fields.map(({ id }) => id)).toEqual(['parts', 'requestedOn', 'arrivedOn']);
  });

  it('is the same in both languages', () => {
    const [english, chinese] = readmes.map(shownForm);
    expect(chinese).toBe(english);
  });
});

describe('the documents', () => {
  it.each(documents)('point only to files that are there: %s', (file) => {
    const links = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
      ([, link]) => link ?? '',
    );
    expect(links.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([]);
  });

  it('show a picture of less than 300 KB', () => {
    expect(readFileSync('infra/pictures/workbench.png').length).toBeLessThan(300 * 1024);
  });
});
