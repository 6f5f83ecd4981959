import { defineForm } from './define-form';
import type { Condition } from './form';
import { label } from './label';

const ofPrice: Condition = { field: 'kind', is: ['price'] };

/**
 * 通知设置: whether messages are only rehearsed, and what an SMS segment costs by country. The row that was entered last
 * holds, at once, and may be changed in its place: no message that has left is counted anew.
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
      '没填时：不演练，短信每条按0.5元算。演练时一切照常运行，但短信和邮件都不会发出，可在“通知”表查看。演练期间的通知不会补发，要发的请在侧边栏逐条重发。改了马上生效；同一项有几行的，以最后登记的那行为准。',
      '沒填時：不演練，簡訊每則按0.5元算。演練時一切照常運行，但簡訊和電子郵件都不會發出，可在「通知」表查看。演練期間的通知不會補發，要發的請在側邊欄逐則重發。改了馬上生效；同一項有幾列的，以最後登記的那列為準。',
      'Until a row says otherwise: no rehearsal, 0.5 yuan per SMS segment. In a rehearsal no SMS or email leaves (see the tab “Notices”), nor is it sent afterwards: send it again in the sidebar, one by one. A change holds at once; of several such rows, the last.',
    ),
    fields: {
      kind: {
        kind: 'choice',
        label: label('类别', '類別', 'Kind'),
        options: {
          rehearsal: label('演练', '演練', 'Rehearsal'),
          price: label('短信单价', '簡訊單價', 'SMS price'),
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
        when: ofPrice,
        label: label('单价(元/条)', '單價(元/則)', 'Price (yuan per segment)'),
      },
    },
  },
  stages: [],
});
