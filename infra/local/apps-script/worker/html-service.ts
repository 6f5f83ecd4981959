import type { Parts } from './parts';

type HtmlOutput = GoogleAppsScript.HTML.HtmlOutput;

/** `HtmlService`: pages from the project's HTML files, without templates. */
export function htmlService({ strict }: Parts, files: Readonly<Record<string, string>>) {
  const output = (initial: string): HtmlOutput => {
    let [content, title] = [initial, ''];
    let [width, height] = [0, 0];
    const self = (): HtmlOutput => html;
    const html = strict<HtmlOutput>('HtmlOutput', {
      getContent: () => content,
      setContent: (next) => {
        content = next;
        return self();
      },
      append: (more) => {
        content += more;
        return self();
      },
      getTitle: () => title,
      setTitle: (next) => {
        title = next;
        return self();
      },
      getWidth: () => width,
      setWidth: (next) => {
        width = next;
        return self();
      },
      getHeight: () => height,
      setHeight: (next) => {
        height = next;
        return self();
      },
    });
    return html;
  };
  return strict<GoogleAppsScript.HTML.HtmlService>('HtmlService', {
    createHtmlOutput: (html?: unknown) => {
      if (html !== undefined && typeof html !== 'string') {
        throw new Error(
          'local Apps Script runtime: HtmlService.createHtmlOutput of a blob is not implemented',
        );
      }
      return output(html ?? '');
    },
    createHtmlOutputFromFile: (name) => {
      const html = files[name.replace(/\.html$/, '')];
      if (html === undefined) throw new Error(`No HTML file named ${name} was found.`);
      return output(html);
    },
  });
}
