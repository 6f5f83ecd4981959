import type { Email } from 'postal-mime';
import { failureCode } from './delivery-status';

/** Below such a line stands what was returned: qmail, Exim, others. */
const returned =
  /^-{2,} ?(Below this line is a copy|This is a copy|The (header|body|following)|Original message|原邮件|原郵件)/im;
const failed =
  /undeliver|returned (mail|to sender)|returning (message|mail) to sender|failure notice|deliver(y|ed)? (has )?fail|fail(ed|ure)[^.\n]{0,20}deliver|permanent(ly)? (error|fail)|could ?n[o']t be delivered|not delivered|unable to deliver|wasn't able to deliver|退信|退回|投递失败|投遞失敗|发送失败|無法投遞|无法投递|無法傳遞|无法送达/i;
const lateSubject =
  /\bdelay|warning|still being (re)?tried|will (be )?retr|延迟|延遲|稍[后後]重[试試]|[暂暫][时時]/i;
/** Not “稍后重试” after “请”: that asks the sender to. */
const stillTried: readonly RegExp[] = [
  /\bwarning (message )?only\b|still being (re)?tried|be(en)? delivered yet|not yet (been )?delivered|(do not|don't) need to (re-?)?send/i,
  /will (be )?(automatically )?(re-?tr(y|ied)|keep|continue)|no action is required/i,
  /(?<![请請您])稍[后後](自[动動]|[将將会會]|再)?(重|[尝嘗]|投)|([将將会會]|[继繼][续續]|自[动動])(重[试試]|[尝嘗][试試]|重新)/,
  /[暂暫][时時](无法|無法|未能|不能)(送[达達]|投[递遞]|[发發]送)/,
];
const longestText = 20_000;

/**
 * The code with which a mail came back whose server sends no report that a program can read: qmail (QSBMF), older
 * Exim, some Chinese providers; `''` where it names none, undefined where the mail is none of that kind. Its sender must
 * be a mail system and no person, and it must say that it has failed, not that it is late; a permanent code settles that,
 * since subjects may repeat ours.
 */
export function returnedByText(mail: Email): string | undefined {
  if (!isFromMailSystem(mail)) return undefined;
  const body = (mail.text ?? mail.html ?? '').slice(0, longestText);
  const own = body.slice(0, returned.exec(body)?.index ?? body.length);
  const subject = mail.subject ?? '';
  const exim = mail.headers.some(({ key }) => key === 'x-failed-recipients');
  const says = exim || failed.test(subject) || failed.test(own);
  const code = failureCode(said(own), '');
  const isLate = lateSubject.test(subject) || stillTried.some((late) => late.test(own));
  return says && (isPermanent(code) || !isLate) ? code : undefined;
}

const systems = /^(mailer-?daemon|post-?master|mail-?daemon)(@|$)/i;

const nobody = /^(<>|<?mailer-daemon>?)?$/i;

/** Whether the mail wants no answer, or the mailbox's own server does not tell: people, and whoever makes a report up, have an address. */
export function isFromNobody({ headers }: Email): boolean {
  const path = headers.find(({ key }) => key === 'return-path');
  return path === undefined || nobody.test(path.value.trim());
}

/** By its sender's name, and by wanting no answer, as far as the mailbox's own server tells that. */
function isFromMailSystem({ from, headers }: Email): boolean {
  const value = (name: string) => headers.find(({ key }) => key === name)?.value.trim() ?? '';
  const isAuto = /^auto-/i.test(value('auto-submitted')) || nobody.test(value('return-path'));
  return isAuto && systems.test(from?.address ?? '');
}

/** From where the other server's words begin: figures before it are dates, sizes and addresses. */
function said(text: string): string {
  const at = /(?<![\d.])[45]\d\d[ -]|#[45]\.\d{1,3}\.\d{1,3}/.exec(text)?.index;
  return at === undefined ? '' : text.slice(at, at + 200).replace('#', ' ');
}

function isPermanent(code: string): boolean {
  return /(^| )5/.test(code);
}
