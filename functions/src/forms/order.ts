import { defineForm } from './define-form';
import { label } from './label';
import { orderShipment } from './order-shipment';

/** 区域订货、发货售后服务跟踪流程表: one sheet of paper follows one order through ten stages. */
export const order = defineForm({
  id: 'order',
  version: 1,
  label: label(
    '区域订货、发货售后服务跟踪流程表',
    '區域訂貨、發貨售後服務跟蹤流程表',
    'Order, shipment and after-sales tracking',
  ),
  tab: label('订货发货跟踪', '訂貨發貨跟蹤', 'Orders'),
  number: { label: label('编号', '編號', 'No.'), prefix: 'DH' },
  head: {
    role: 'assessment-clerk',
    fields: {
      batch: { kind: 'quantity', optional: true, width: 48, label: label('批次', '批次', 'Shipment') },
      dealerName: { kind: 'text', width: 120, label: label('经销商姓名', '經銷商姓名', 'Dealer') },
      dealerPhone: { kind: 'phone', label: label('经销商电话', '經銷商電話', "Dealer's phone") },
      salesManager: { kind: 'text', label: label('销售经理', '銷售經理', 'Sales manager') },
      salesManagerPhone: {
        kind: 'phone',
        label: label('销售经理电话', '銷售經理電話', "Sales manager's phone"),
      },
      region: { kind: 'text', optional: true, label: label('区域', '區域', 'Region') },
      dealerEmail: {
        kind: 'email',
        optional: true,
        width: 160,
        label: label('经销商邮箱', '經銷商電子郵件', "Dealer's email"),
      },
      language: {
        kind: 'choice',
        optional: true,
        label: label('通知语言', '通知語言', 'Language'),
        options: {
          'zh-CN': label('简体中文', '簡體中文', 'Simplified Chinese'),
          'zh-TW': label('繁体中文', '繁體中文', 'Traditional Chinese'),
          en: label('英文', '英文', 'English'),
        },
      },
      channel: {
        kind: 'choice',
        optional: true,
        label: label('通知方式', '通知方式', 'Channel'),
        options: {
          sms: label('短信优先', '簡訊優先', 'SMS first'),
          email: label('邮件优先', '電子郵件優先', 'Email first'),
          both: label('短信和邮件', '簡訊和電子郵件', 'SMS and email'),
        },
        alsoTyped: { sms: label('短信', '簡訊', 'SMS'), email: label('邮件', '電子郵件', 'Email') },
      },
      lines: {
        kind: 'lines',
        added: true,
        width: 180,
        label: label('订货明细', '訂貨明細', 'Goods ordered'),
      },
    },
  },
  stages: [
    {
      id: 'received',
      label: label('订单接收', '訂單接收', 'Order received'),
      role: 'assessment-clerk',
      fillBy: label('收到传真当日填写', '收到傳真當日填寫', 'On the day the order is received'),
      due: [
        { kind: 'same-day', as: { field: 'receivedAt' } },
        { kind: 'same-day', as: { opening: 'received' } },
      ],
      instructions: [
        label(
          '与经销商或销售经理确认订单收到情况，核对发货明细、汇款情况，通知售后专员查账。',
          '與經銷商或銷售經理確認訂單收到情況，核對發貨明細、匯款情況，通知售後專員查帳。',
          'Confirm the order with the dealer or the sales manager, check the goods and the remittance, and have the after-sales clerk check the account.',
        ),
        label(
          '注：订货人应主动打电话确认。',
          '註：訂貨人應主動打電話確認。',
          'Note: whoever orders should phone to confirm.',
        ),
      ],
      fields: {
        receivedAt: {
          kind: 'instant',
          past: true,
          label: label('订货单传真收到时间', '訂貨單傳真收到時間', 'Order received at'),
        },
        receivedSignature: { kind: 'signature', label: label('签字', '簽字', 'Signature') },
      },
    },
    {
      id: 'payment',
      label: label('货款到帐', '貨款到帳', 'Payment booked'),
      role: 'after-sales-clerk',
      fillBy: label(
        '货款到帐当日填写，并交考核专员',
        '貨款到帳當日填寫，並交考核專員',
        'On the day of the payment; then to the assessment clerk',
      ),
      due: [{ kind: 'same-day', as: { field: 'paidAt' } }],
      instructions: [
        label(
          '督促出纳及时上账，并及时审核。',
          '督促出納及時上帳，並及時審核。',
          'See that the cashier books it in time, and check it in time.',
        ),
      ],
      fields: {
        paidAt: {
          kind: 'instant',
          past: true,
          label: label('货款到帐时间', '貨款到帳時間', 'Payment booked at'),
        },
        bank: { kind: 'text', label: label('汇款银行', '匯款銀行', 'Bank') },
        amount: { kind: 'money', label: label('到帐金额', '到帳金額', 'Amount') },
        paymentSignature: { kind: 'signature', label: label('签字', '簽字', 'Signature') },
      },
    },
    {
      id: 'classification',
      label: label('发货性质', '發貨性質', 'Kind of shipment'),
      role: 'assessment-clerk',
      fillBy: label(
        '及时填写，并交客服部副部长',
        '及時填寫，並交客服部副部長',
        'Promptly; then to the deputy head of service',
      ),
      due: [{ kind: 'same-day', as: { stage: 'payment' } }],
      instructions: [
        label(
          '计划内：尽早开票发货。',
          '計劃內：儘早開票發貨。',
          'Planned: invoice and ship as early as possible.',
        ),
        label(
          '计划外：及时与销售经理联系，并尽可能协调开票发货。',
          '計劃外：及時與銷售經理聯繫，並儘可能協調開票發貨。',
          'Unplanned: contact the sales manager in time and arrange invoice and shipment where possible.',
        ),
      ],
      fields: {
        nature: {
          kind: 'choice',
          label: label('发货性质', '發貨性質', 'Kind of shipment'),
          options: {
            planned: label('计划内', '計劃內', 'Planned'),
            unplanned: label('计划外', '計劃外', 'Unplanned'),
            both: label('两者兼有', '兩者兼有', 'Both'),
          },
        },
        plannedHandling: {
          kind: 'text',
          width: 160,
          when: { field: 'nature', is: ['planned'] },
          label: label('处理办法', '處理辦法', 'Handling'),
        },
        unplannedHandling: {
          kind: 'text',
          width: 160,
          when: { field: 'nature', is: ['unplanned', 'both'] },
          label: label('明细及处理办法', '明細及處理辦法', 'Details and handling'),
        },
        confirmationSignature: {
          kind: 'signature',
          label: label('订货单及货款确认人签字', '訂貨單及貨款確認人簽字', 'Order and payment confirmed by'),
        },
        requiredOn: { kind: 'date', label: label('要求发货时间', '要求發貨時間', 'Shipment required on') },
      },
    },
    ...orderShipment,
    {
      id: 'closing',
      label: label('售后总结(存档)', '售後總結(存檔)', 'After-sales summary'),
      role: 'after-sales-clerk',
      fillBy: label(
        '客户收到货后确认无任何问题后填写',
        '客戶收到貨後確認無任何問題後填寫',
        'When the customer has the goods and confirms that nothing is wrong',
      ),
      due: [{ kind: 'within', unit: 'working-days', count: 3, after: { stage: 'receipt' } }],
      opens: { field: 'condition', is: ['good', 'settled'] },
      fields: {
        summary: { kind: 'text', width: 200, label: label('售后总结', '售後總結', 'Summary') },
        review: { kind: 'text', width: 160, role: 'manager', label: label('审核意见', '審核意見', 'Review') },
      },
    },
  ],
  recipients: {
    dealer: {
      name: 'dealerName',
      phone: 'dealerPhone',
      email: 'dealerEmail',
      language: 'language',
      channel: 'channel',
    },
    'sales-manager': { name: 'salesManager', phone: 'salesManagerPhone' },
  },
  notices: [
    { kind: 'order-registered', when: { completed: 'received' }, to: ['dealer', 'sales-manager'] },
    { kind: 'payment-confirmed', when: { completed: 'payment' }, to: ['dealer', 'sales-manager'] },
    { kind: 'goods-shipped', when: { completed: 'release' }, to: ['dealer', 'sales-manager'] },
    { kind: 'receipt-confirmed', when: { completed: 'receipt' }, to: ['dealer', 'sales-manager'] },
  ],
  repeat: { by: 'batch', stages: orderShipment.map((stage) => stage.id), owed: 'owed' },
  footnotes: [
    label(
      '考核要求：以上内容如未填或未填写完整，按2元/空扣罚，并承担相关责任。（金额以考核设置为准）',
      '考核要求：以上內容如未填或未填寫完整，按2元/空扣罰，並承擔相關責任。（金額以考核設定為準）',
      'Blanks left empty or incomplete are fined 2 yuan each (the amount on “Penalties” holds).',
    ),
  ],
});
