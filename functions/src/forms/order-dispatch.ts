import type { Stage } from './form';
import { label } from './label';

/** Stages 4–6 of the order form: the invoice is dated and issued, and the goods are put on the road. */
export const dispatchStages = [
  {
    id: 'scheduling',
    label: label('安排开票', '安排開票', 'Invoice scheduled'),
    role: 'service-deputy-head',
    fillBy: label(
      '开票前一天16:00前填写，并交客服文员',
      '開票前一天16:00前填寫，並交客服文員',
      'By 16:00 on the day before; then to the office clerk',
    ),
    due: [
      { kind: 'at-time', time: '16:00', daysBefore: 1, on: { field: 'invoiceOn' } },
      { kind: 'within', unit: 'working-days', count: 1, after: { stage: 'classification' } },
    ],
    instructions: [
      label(
        '及时与储运员联系，确定发货方案。',
        '及時與儲運員聯繫，確定發貨方案。',
        'Agree the shipping plan with the transport clerk in time.',
      ),
    ],
    fields: {
      invoiceOn: {
        kind: 'date',
        width: 170,
        label: label('安排客服文员开票时间', '安排客服文員開票時間', 'Invoice to be issued on'),
      },
    },
  },
  {
    id: 'invoice',
    label: label('开票', '開票', 'Invoice'),
    role: 'office-clerk',
    fillBy: label(
      '开票当日09:30前填写，单据交仓库',
      '開票當日09:30前填寫，單據交倉庫',
      'By 09:30 on the scheduled day; papers to the warehouse',
    ),
    due: [{ kind: 'at-time', time: '09:30', daysBefore: 0, on: { field: 'invoiceOn' } }],
    instructions: [
      label(
        '有临时调整：及时与销售经理联系。',
        '有臨時調整：及時與銷售經理聯繫。',
        'If adjusted: contact the sales manager in time.',
      ),
    ],
    fields: {
      invoicedAt: {
        kind: 'instant',
        past: true,
        minutes: true,
        label: label('开票时间', '開票時間', 'Invoiced at'),
      },
      deliveryNote: { kind: 'text', label: label('发货单号', '發貨單號', 'Delivery note no.') },
      adjusted: { kind: 'yes-no', label: label('是否有临时调整', '是否有臨時調整', 'Adjusted?') },
      adjustment: {
        kind: 'text',
        width: 160,
        when: { field: 'adjusted', is: [true] },
        label: label('调整明细及处理办法', '調整明細及處理辦法', 'Adjustment and handling'),
      },
    },
  },
  {
    id: 'shipping',
    label: label('运输信息', '運輸資訊', 'Transport'),
    role: 'transport-clerk',
    fillBy: label(
      '在开票日延期2日内；实际发货时间发货当时填写，并交仓库管理专员',
      '在開票日延期2日內；實際發貨時間發貨當時填寫，並交倉庫管理專員',
      'Within 2 days of the invoice; the actual time at the moment of shipping, then to the warehouse clerk',
    ),
    due: [{ kind: 'within', unit: 'days', count: 2, after: { field: 'invoicedAt' } }],
    remarks: [
      label(
        '备注：送货单出库交司机必须胶水封口',
        '備註：送貨單出庫交司機必須膠水封口',
        'Remark: the delivery note handed to the driver must be sealed with glue.',
      ),
    ],
    fields: {
      plannedShipAt: {
        kind: 'instant',
        minutes: true,
        latest: { days: 2, after: 'invoicedAt' },
        label: label('计划发货时间', '計劃發貨時間', 'Planned shipping time'),
      },
      shippedAt: {
        kind: 'instant',
        minutes: true,
        past: true,
        label: label('实际发货时间', '實際發貨時間', 'Shipped at'),
      },
      transport: {
        kind: 'choice',
        label: label('运输方式', '運輸方式', 'Transport'),
        options: {
          dedicated: label('专车', '專車', 'Dedicated truck'),
          'part-load': label('零担', '零擔', 'Part load'),
          consignment: label('托运', '託運', 'Consignment'),
        },
      },
      driverName: {
        kind: 'text',
        when: { field: 'transport', is: ['dedicated'] },
        label: label('司机姓名', '司機姓名', "Driver's name"),
      },
      driverPhone: {
        kind: 'phone',
        when: { field: 'transport', is: ['dedicated'] },
        label: label('司机电话', '司機電話', "Driver's phone"),
      },
      freightAdvance: {
        kind: 'money',
        noneIsAnswer: true,
        when: { field: 'transport', is: ['dedicated'] },
        label: label('代付运费金额', '代付運費金額', 'Freight advanced'),
      },
      carrier: {
        kind: 'text',
        optional: true,
        when: { field: 'transport', is: ['part-load'] },
        label: label('承运人', '承運人', 'Carrier'),
      },
      carrierPhone: {
        kind: 'phone',
        hotline: true,
        when: { field: 'transport', is: ['part-load'] },
        label: label('联系电话', '聯絡電話', "Carrier's phone"),
      },
      logistics: {
        kind: 'text',
        optional: true,
        when: { field: 'transport', is: ['consignment'] },
        label: label('物流公司', '物流公司', 'Logistics company'),
      },
      logisticsPhone: {
        kind: 'phone',
        hotline: true,
        when: { field: 'transport', is: ['consignment'] },
        label: label('物流电话', '物流電話', 'Logistics phone'),
      },
      expectedArrival: {
        kind: 'instant',
        minutes: true,
        earliest: 'shippedAt',
        label: label('预计货物送到时间', '預計貨物送到時間', 'Expected arrival'),
      },
      transportSignature: {
        kind: 'signature',
        label: label('储运员签字', '儲運員簽字', "Transport clerk's signature"),
      },
    },
  },
] as const satisfies readonly Stage[];
