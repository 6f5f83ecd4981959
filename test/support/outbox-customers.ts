import { answerReply } from '../../functions/src/flows/answer-reply';
import { noteChoice } from '../../functions/src/flows/contact-choice';
import { contactPath } from '../../functions/src/flows/contact-permission';
import { readBounces } from '../../functions/src/flows/read-bounces';
import { forms } from '../../functions/src/forms';
import type { BoxPage, Services } from '../../functions/src/ports';
import { contactSchema } from '../../functions/src/rules/contact';
import type { BoxPosition, MailReport } from '../../functions/src/rules/mail-report';
import { unlessDead } from './dying-process';
import type { moodyProvider } from './moody-provider';
import { dealers, type Happening } from './outbox-happenings';

type Of<K extends Happening['kind']> = Extract<Happening, { kind: K }>;
type Provider = Pick<ReturnType<typeof moodyProvider>, 'taken' | 'requests' | 'hearChoice'>;

/** So long a run at work may not heed a refusal whose process has died. */
const heededMs = 5000;
/** What the emails are of which a report says that. */
const endOf = { bounced: 'undelivered', unwanted: 'delivered' } as const;

/**
 * The dealers: who refuses, allows and answers by SMS or has a clerk note it, and from whose mailboxes emails come back.
 * @param who the services of a process that dies at that step
 */
export function outboxCustomers(who: (dieAt: number | undefined) => Services, provider: Provider) {
  /** Who refuses, by address, and the machine time from which nothing may be sent there. */
  const refused = new Map<string, number>();
  const everRefused = new Set<string>();
  const mailbox: MailReport[] = [];
  let replies = 0;
  const machineMs = () => who(undefined).clock.machine().getTime();

  async function choose({ dealer, wants, isHeard, dieAt }: Of<'choose'>): Promise<void> {
    const last = provider.requests.findLast(({ noticeId }) => noticeId.includes('~dealer~'))?.to;
    const isLast = (one: (typeof dealers)[number]) => one.dealerPhone === last || one.dealerEmail === last;
    const chosen = dealer === 'last' ? dealers.find(isLast) : dealers[dealer];
    const { dealerPhone, dealerEmail, channel } = chosen ?? dealers[0];
    const isMail = channel === 'email';
    const address = isMail ? dealerEmail.toLowerCase() : dealerPhone;
    if (wants === 'no-more') everRefused.add(address);
    if (!isMail) provider.hearChoice(address, wants);
    if (!isHeard) return;
    await (isMail ? byClerk(address, wants, dieAt) : bySms(address, wants, dieAt)).catch(unlessDead(dieAt));
    if (dieAt !== undefined) return noteStored(address);
    if (wants === 'no-more') refused.set(address, 0);
    else refused.delete(address);
  }

  function byClerk(address: string, wants: 'no-more' | 'again', dieAt: number | undefined): Promise<void> {
    const whose = { address, channel: 'email', by: 'clerk' } as const;
    return noteChoice(
      who(dieAt),
      wants === 'again' ? { ...whose, wants, how: 'phone', note: '来电' } : { ...whose, wants },
    );
  }

  function bySms(from: string, wants: 'no-more' | 'again', dieAt: number | undefined): Promise<unknown> {
    const body = wants === 'no-more' ? '退订' : 'START';
    return answerReply(who(dieAt), forms, { sid: `in-${++replies}`, from, body });
  }

  /** A process may have died before or after it had stored what they want. */
  async function noteStored(address: string): Promise<void> {
    const [stored] = await who(undefined).store.get([contactPath(address)]);
    if (!contactSchema.safeParse(stored?.data).data?.optedOut) refused.delete(address);
    else if (!refused.has(address)) refused.set(address, machineMs() + heededMs);
  }

  return {
    isRefusing: (address: string): boolean =>
      (refused.get(address) ?? Number.POSITIVE_INFINITY) <= machineMs(),
    everRefused: (address: string): boolean => everRefused.has(address),
    choose,
    answer: async ({ dealer, says }: Of<'answer'>): Promise<void> => {
      const { dealerPhone: from } = dealers[dealer] ?? dealers[0];
      // Who answers has got what was sent to them last.
      const last = provider.requests.findLast(({ to }) => to === from)?.taken;
      if (last?.end === 'delivered')
        await answerReply(who(undefined), forms, { sid: `in-${++replies}`, from, body: says });
    },
    mailBack: async ({ message, says, dieAt }: Of<'mail back'>): Promise<void> => {
      const sent = provider.taken.filter(({ channel, end }) => channel === 'email' && end === endOf[says]);
      const one = sent.slice(-20)[message % Math.max(Math.min(sent.length, 20), 1)];
      if (!one) return;
      const { noticeId, sid: providerId, to } = one;
      mailbox.push({ noticeId, providerId, says });
      const isRefusal = says === 'unwanted' && noticeId.includes('~dealer~');
      if (isRefusal) everRefused.add(to.toLowerCase());
      await readBounces(who(dieAt), forms).catch(unlessDead(dieAt));
      if (isRefusal) await noteStored(to.toLowerCase());
    },
    mailsSince: (since: BoxPosition | undefined): BoxPage => {
      const mails = mailbox.map((report, index) => ({ uid: index + 1, reports: [report] }));
      const next = mails.filter(({ uid }) => uid > (since?.uid ?? 0)).slice(0, 3);
      return { mails: next, end: { validity: '1', uid: next.at(-1)?.uid ?? since?.uid ?? 0 } };
    },
  };
}
