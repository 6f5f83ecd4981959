import { type Label, label } from '../forms/label';

/** They come and go with the way the goods travel: where that has changed, nobody asks for them by themselves. */
export const ofTransport: readonly string[] = [
  'driverName',
  'driverPhone',
  'carrier',
  'carrierPhone',
  'logistics',
  'logisticsPhone',
];

/**
 * What recipients call what messages tell them, by field; in this order a correction names it. No letter of the English
 * ones makes an SMS UCS-2.
 */
export const changedNames: Readonly<Record<string, Label>> = {
  dealerName: label('经销商姓名', '經銷商姓名', "dealer's name"),
  salesManager: label('销售经理姓名', '銷售經理姓名', "sales manager's name"),
  lines: label('订货明细', '訂貨明細', 'goods ordered'),
  amount: label('到账金额', '到帳金額', 'amount'),
  paidAt: label('到账日期', '到帳日期', 'payment date'),
  bank: label('汇款银行', '匯款銀行', 'bank'),
  deliveryNote: label('发货单号', '發貨單號', 'delivery note'),
  quantity: label('件数', '件數', 'quantity'),
  transport: label('运输方式', '運輸方式', 'transport'),
  driverName: label('司机', '司機', 'driver'),
  driverPhone: label('司机电话', '司機電話', "driver's phone"),
  carrier: label('承运单位', '承運單位', 'carrier'),
  carrierPhone: label('承运电话', '承運電話', "carrier's phone"),
  logistics: label('物流公司', '物流公司', 'carrier'),
  logisticsPhone: label('物流电话', '物流電話', "carrier's phone"),
  expectedArrival: label('预计到货时间', '預計到貨時間', 'expected arrival'),
  owed: label('欠货', '欠貨', 'goods still to follow'),
  arrivedAt: label('到货时间', '到貨時間', 'arrival time'),
  condition: label('收货情况', '收貨情況', 'condition of the goods'),
  conditionNotes: label('收货说明', '收貨說明', 'notes'),
};
