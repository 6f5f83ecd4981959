import type { WindableClock } from './business-clock';
import { mailAccount, twilioAccount } from './local-config';
import { startImapServer } from './providers/imap-server';
import { createIssuer } from './providers/issuer';
import { serveOnLoopback } from './providers/loopback';
import { startMailbox } from './providers/mailbox';
import { createReturnedBox } from './providers/returned-box';
import { createTwilioStandIn } from './providers/twilio-stand-in';
import { functionsAccount, owner } from './sample-people';
import { createSheetsApi } from './sheets-api/sheets-api';
import type { Workbook } from './workbook/workbook-types';

/**
 * What stands in for Google, the SMS provider and the mail server with its mailbox of what comes back, each served on loopback. What people answer by SMS is
 * posted to `repliesTo`.
 */
export async function startStandIns(
  clock: WindableClock,
  workbook: Workbook,
  { repliesTo }: { readonly repliesTo: string },
) {
  const twilio = createTwilioStandIn({
    accountSid: twilioAccount.sid,
    authToken: twilioAccount.token,
    now: clock.business,
    inboundUrl: repliesTo,
  });
  const twilioServer = await serveOnLoopback(twilio.app);
  const returned = createReturnedBox(clock.machine);
  const mailbox = await startMailbox({ now: clock.business, returned });
  const imapServer = await startImapServer({ box: returned, account: mailAccount });
  const issuerServer = await serveOnLoopback({ fetch: (request: Request) => issuer.app.fetch(request) });
  const issuer = await createIssuer({ issuer: issuerServer.url, machineNow: clock.machine });
  const sheetsApi = createSheetsApi({
    workbook,
    accountOf: (token) => (token === functionsAccount ? functionsAccount : undefined),
    editors: [functionsAccount],
    owner,
    now: clock.business,
  });
  const sheetsServer = await serveOnLoopback(sheetsApi.app);
  return {
    twilio,
    mailbox,
    issuer,
    urls: {
      issuer: issuer.issuer,
      jwks: issuer.jwksUrl,
      twilio: twilioServer.url,
      smtpPort: mailbox.port,
      imapPort: imapServer.port,
      sheets: sheetsServer.url,
    },
    /** What the phones and mailboxes show, oldest first. */
    inbox: {
      sms: () => twilio.messages(),
      mails: () => mailbox.mails(),
      reply: async (from: string, to: string, body: string) => {
        const answer = await twilio.reply(from, to, body);
        if ('failed' in answer || answer.status !== 200) throw new Error('短信已发出，但系统没有收下');
      },
      onChange: (listener: () => void) => {
        const ends = [twilio.onMessage(() => listener()), mailbox.onMail(() => listener())];
        return () => {
          for (const end of ends) end();
        };
      },
    },
    close: async () => {
      await Promise.all([twilio.close(), mailbox.close(), imapServer.close()]);
      await Promise.all([twilioServer, issuerServer, sheetsServer].map((server) => server.close()));
    },
  };
}
