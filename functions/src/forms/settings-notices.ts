import { defineForm } from './define-form';
import type { Condition } from './form';
import { label } from './label';

const ofPrice: Condition = { field: 'kind', is: ['price'] };

/**
 * 通知设置: whether messages are only rehearsed, what an SMS segment costs by country, and where customers turn to. The row
 * that was entered last holds, at once, and may be changed in its place: no message that has left is counted anew.
 */
export const noticesForm = defineForm({
  id: 'notices',
  version: 1,
  label: label('通知设置', '通知設定', 'Notice settings'),
  tab: label('通知设置', '通知設定', 'Notice settings'),
  number: { label: label('编号', '編號', 'No.'), prefix: 'TZ' },
  settings: 'notices',
  head: {
    role: 'manager',
    fillBy: label(
      '没填时：不演练，短信每条按0.5元算，通知里不写客服电话，邮件的回复寄到发件邮箱。演练时一切照常运行，但短信和邮件都不会发出，可在“通知”表查看。演练期间的通知不会补发，要发的请在侧边栏逐条重发。改了最迟15秒生效，正在发出的几条除外；同一项有几行的，以最后登记的那行为准。',
      '沒填時：不演練，簡訊每則按0.5元算，通知裡不寫客服電話，電子郵件的回覆寄到寄件信箱。演練時一切照常運行，但簡訊和電子郵件都不會發出，可在「通知」表查看。演練期間的通知不會補發，要發的請在側邊欄逐則重發。改了最遲15秒生效，正在發出的幾則除外；同一項有幾列的，以最後登記的那列為準。',
      'At first: no rehearsal, 0.5 yuan per SMS segment, nobody to call. In a rehearsal nothing leaves (see the tab “Notices”), nor afterwards: resend it in the sidebar. A change holds within 15 seconds, but for what is just being sent; of several rows, the last.',
    ),
    fields: {
      kind: {
        kind: 'choice',
        label: label('类别', '類別', 'Kind'),
        options: {
          rehearsal: label('演练', '演練', 'Rehearsal'),
          price: label('短信单价', '簡訊單價', 'SMS price'),
          'service-phone': label('客服电话', '客服電話', 'Service phone'),
          'service-email': label('客服邮箱', '客服信箱', 'Service email'),
        },
      },
      enabled: {
        kind: 'yes-no',
        when: { field: 'kind', is: ['rehearsal'] },
        label: label('启用', '啟用', 'On'),
      },
      country: {
        kind: 'quantity',
        optional: true,
        when: ofPrice,
        width: 150,
        label: label(
          '国家区号(留空为其他国家和地区)',
          '國碼(留空為其他國家和地區)',
          'Country calling code (empty: all others)',
        ),
      },
      price: {
        kind: 'money',
        most: 100,
        example: '0.5',
        when: ofPrice,
        label: label('单价(元/条)', '單價(元/則)', 'Price (yuan per segment)'),
      },
      servicePhone: {
        kind: 'phone',
        when: { field: 'kind', is: ['service-phone'] },
        label: label('客服电话', '客服電話', 'Service phone'),
      },
      serviceEmail: {
        kind: 'email',
        when: { field: 'kind', is: ['service-email'] },
        label: label('客服邮箱', '客服信箱', 'Service email'),
      },
    },
  },
  stages: [],
});
