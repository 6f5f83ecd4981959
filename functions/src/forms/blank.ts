import { defineForm } from './define-form';
import { label } from './label';

const bySystem = { optional: true, filledBy: 'system' } as const;

/**
 * 考核扣罚明细: a row for every blank that was empty when its time was up. The person may ask to be let off, a manager
 * decides; what is typed here stands next to the person, before what the system adds.
 */
export const blankForm = defineForm({
  id: 'blank',
  version: 1,
  label: label('考核扣罚明细', '考核扣罰明細', 'Blanks and fines'),
  tab: label('考核明细', '考核明細', 'Blanks'),
  number: { label: label('考核编号', '考核編號', 'Assessment no.'), prefix: 'KF' },
  madeBySystem: true,
  monthIn: 'month',
  head: {
    role: 'manager',
    fields: {
      orderNumber: { kind: 'text', ...bySystem, width: 130, label: label('单号', '單號', 'Order') },
      stage: { kind: 'text', ...bySystem, width: 130, label: label('环节', '環節', 'Stage') },
      item: { kind: 'text', ...bySystem, width: 170, label: label('未填项目', '未填項目', 'Blank') },
      person: { kind: 'text', ...bySystem, width: 90, label: label('责任人', '責任人', 'Person') },
      plea: {
        kind: 'text',
        optional: true,
        namedIn: 'personEmail',
        width: 200,
        label: label('申请免扣理由', '申請免扣理由', 'Why it should be waived'),
      },
      decision: {
        kind: 'choice',
        optional: true,
        role: 'manager',
        label: label('审批', '審批', 'Decision'),
        options: {
          waived: label('免扣', '免扣', 'Waived'),
          kept: label('不免', '不免', 'Kept'),
        },
      },
      decisionReason: {
        kind: 'text',
        optional: true,
        role: 'manager',
        width: 200,
        label: label('审批理由', '審批理由', 'Reason of the decision'),
      },
      dueAt: {
        kind: 'instant',
        ...bySystem,
        minutes: true,
        endsDay: true,
        label: label('期限', '期限', 'Due'),
      },
      amount: { kind: 'money', ...bySystem, width: 90, label: label('扣罚金额', '扣罰金額', 'Fine') },
      month: { kind: 'text', ...bySystem, width: 80, label: label('月份', '月份', 'Month') },
      role: { kind: 'text', ...bySystem, label: label('岗位', '職務', 'Role') },
      personEmail: {
        kind: 'email',
        ...bySystem,
        label: label('责任人邮箱', '責任人電子郵件', "Person's email"),
      },
      filledAt: {
        kind: 'instant',
        ...bySystem,
        minutes: true,
        label: label('补填时间', '補填時間', 'Filled late at'),
      },
      voided: {
        kind: 'text',
        ...bySystem,
        width: 180,
        label: label('撤销原因', '撤銷原因', 'Withdrawn because'),
      },
    },
  },
  stages: [],
});
