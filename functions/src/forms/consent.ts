import { type Label, label } from './label';

/** How a customer has told us that they agree to be sent messages. */
export const consentWays = ['phone', 'wechat', 'contract', 'in-person'] as const;
export type ConsentWay = (typeof consentWays)[number];

export const consentWayNames: Readonly<Record<ConsentWay, Label>> = {
  phone: label('电话', '電話', 'by phone'),
  wechat: label('微信', '微信', 'by WeChat'),
  contract: label('合同', '合約', 'in a contract'),
  'in-person': label('当面', '當面', 'in person'),
};

/** Letters of the line that says more about it. */
export const longestConsentNote = 100;
