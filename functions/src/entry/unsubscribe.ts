import { noteChoice } from '../flows/contact-choice';
import { addressOf } from '../flows/link-owner';
import type { WiredServices } from '../ports';
import { answering } from './http-entry';
import { donePage, notFoundPage, questionPage, type UnsubscribePage } from './unsubscribe-page';

/**
 * `/unsubscribe?t=…`, where the links of emails lead. Looking changes nothing, for mail scanners follow links: GET shows
 * a page with a button. POST, by that button or by a mail program itself (RFC 8058), puts the address on the list of
 * those who are not written to. Who brings no link of ours learns nothing.
 */
export function unsubscribeEntry(wired: () => WiredServices) {
  return answering<UnsubscribePage>(
    'unsubscribe',
    wired,
    async (request) => {
      const { searchParams } = new URL(`http://localhost${request.originalUrl}`);
      const owner = wired().links.ownerOf(searchParams.get('t') ?? '');
      const { deployed, store } = wired();
      if (!owner) return notFoundPage;
      if (request.method !== 'POST') return questionPage(deployed);
      const address = await addressOf(store, owner);
      if (address === undefined) return notFoundPage;
      await noteChoice(wired(), { address, channel: owner.channel, wants: 'no-more', by: 'link' });
      return donePage(deployed);
    },
    {
      methods: ['GET', 'HEAD', 'POST'],
      show: (response, { status, html }) => response.status(status).set(headers).type('html').send(html),
    },
  );
}

/** Whoever has the address may refuse in its owner's name: it is neither kept, nor found, nor told to others. */
const headers: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
};
