import { describe, expect, it } from '@jest/globals';
import { cardLayout } from '../../functions/src/forms/card-layout';
import { languages } from '../../functions/src/forms/label';
import { order } from '../../functions/src/forms/order';
import { headerRows, registerLayout, systemColumns } from '../../functions/src/forms/register-layout';

/** The printed labels of the paper 区域订货、发货售后服务跟踪流程表, in its order. */
const printed = [
  '订货单传真收到时间',
  '签字',
  '货款到帐时间',
  '汇款银行',
  '到帐金额',
  '签字',
  '发货性质',
  '处理办法',
  '明细及处理办法',
  '订货单及货款确认人签字',
  '要求发货时间',
  '安排客服文员开票时间',
  '开票时间',
  '发货单号',
  '是否有临时调整',
  '调整明细及处理办法',
  '计划发货时间',
  '实际发货时间',
  '运输方式',
  '司机姓名',
  '司机电话',
  '代付运费金额',
  '承运人',
  '联系电话',
  '物流公司',
  '物流电话',
  '预计货物送到时间',
  '储运员签字',
  '货物发出时间',
  '货物数量',
  '欠发货物明细',
  '通知经销商到货时间(电话时间)',
  '通知销售经理到货时间(电话时间)',
  '登记到“运输时间跟踪表”时间',
  '确认到货时间及收货情况(电话时间)',
  '实际到货时间',
  '收货情况',
  '收货说明',
  '售后总结',
  '审核意见',
];

describe('the order form', () => {
  it('has the ten stages of the paper with their people', () => {
    expect(order.stages.map((stage) => `${stage.label['zh-CN']} ${stage.role}`)).toEqual([
      '订单接收 assessment-clerk',
      '货款到帐 after-sales-clerk',
      '发货性质 assessment-clerk',
      '安排开票 service-deputy-head',
      '开票 office-clerk',
      '运输信息 transport-clerk',
      '出库 warehouse-clerk',
      '发货信息通知 after-sales-clerk',
      '收货情况反馈 after-sales-clerk',
      '售后总结(存档) after-sales-clerk',
    ]);
  });

  it('has every blank that the paper prints, in its order', () => {
    expect(order.fields.filter(({ stage }) => stage !== 'head').map((field) => field.label['zh-CN'])).toEqual(
      printed,
    );
  });

  it('prints the glue seal as a remark that is nobody’s blank', () => {
    const remarks = order.stages.flatMap((stage) => (stage.remarks ?? []).map((remark) => remark['zh-CN']));
    expect(remarks).toEqual(['备注：送货单出库交司机必须胶水封口']);
  });

  it('says by when of every stage, in words and as a rule', () => {
    for (const stage of order.stages)
      expect([stage.id, stage.fillBy !== undefined, (stage.due ?? []).length > 0]).toEqual([
        stage.id,
        true,
        true,
      ]);
  });

  it('falls back on when the row was begun while the time of the fax is missing', () => {
    expect(order.stage('received')?.due).toEqual([
      { kind: 'same-day', as: { field: 'receivedAt' } },
      { kind: 'same-day', as: { opening: 'received' } },
    ]);
  });

  it('reminds at any hour only those who are at work when goods leave', () => {
    expect(order.stages.filter((stage) => stage.remindsAnytime).map(({ id }) => id)).toEqual(['release']);
  });
});

describe.each(languages)('the register in %s', (language) => {
  const layout = registerLayout(order, language);

  it('has a column for every field, found by its id', () => {
    expect(layout.columns.map(({ id }) => id)).toEqual([
      ...systemColumns,
      ...order.fields.map(({ id }) => id),
    ]);
    for (const column of layout.columns)
      expect([column.id, column.title.trim() !== '']).toEqual([column.id, true]);
  });

  it('keeps phones, dates and note numbers as they are typed', () => {
    for (const id of ['dealerPhone', 'receivedAt', 'invoiceOn', 'deliveryNote', 'number']) {
      expect(layout.columns.find((column) => column.id === id)?.numberFormat).toBe('@');
    }
  });

  it('hides what the system keeps in the row and lets nobody type into what it derives', () => {
    expect(layout.columns.filter(({ hidden }) => hidden).map(({ id }) => id)).toEqual([
      'key',
      'saved',
      'waiting',
    ]);
    expect(layout.columns.filter(({ readOnly }) => readOnly).map(({ id }) => id)).toEqual([
      'key',
      'saved',
      'waiting',
      'state',
      'next',
      'due',
      'left',
      'messages',
      'receivedSignature',
      'paymentSignature',
      'confirmationSignature',
      'transportSignature',
    ]);
  });

  it('offers choices as a dropdown', () => {
    expect(layout.columns.find(({ id }) => id === 'transport')?.dropdown).toHaveLength(3);
    expect(layout.columns.find(({ id }) => id === 'adjusted')?.dropdown).toHaveLength(2);
  });
});

describe('the card', () => {
  it('prints every blank once, with the responsible person and by when', () => {
    const card = cardLayout(order, 'zh-CN');
    const blanks = card.blocks.flatMap((block) =>
      block.lines.flatMap((line) => (line.kind === 'blank' ? [line.field] : [])),
    );
    expect(blanks).toEqual(order.fields.map(({ id }) => id));
    expect(card.headings).toEqual(['责任人', '订货、发货售后服务跟踪流程及注意事项', '填写要求']);
    expect(card.blocks[6]).toMatchObject({ who: '储运员', title: '6 运输信息' });
    expect(headerRows.count).toBe(4);
  });
});
