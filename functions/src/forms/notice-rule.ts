/** People outside the spreadsheet who are told of an order's progress. */
export const recipients = ['dealer', 'sales-manager'] as const;
export type Recipient = (typeof recipients)[number];

/** How a recipient wants to be told, by the id of the option: first by one channel and, where that fails, by the other; or by both. */
export const channelChoices = ['sms', 'email', 'both'] as const;
export type ChannelChoice = (typeof channelChoices)[number];

/** What a notice says; `rules/messages` has its text in every language. */
export const noticeKinds = [
  'order-registered',
  'payment-confirmed',
  'goods-shipped',
  'receipt-confirmed',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** When a stage is completed, these recipients are told. */
export type NoticeRule = {
  readonly kind: NoticeKind;
  readonly when: { readonly completed: string };
  readonly to: readonly Recipient[];
};
