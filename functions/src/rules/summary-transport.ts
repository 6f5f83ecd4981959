import { transportMode } from './summary-journey';
import type { SummaryLine } from './summary-line';
import {
  compareText,
  groupBy,
  millisecondsBetween,
  monthsBack,
  orderName,
  orderNames,
  type Section,
  type SummaryContext,
  type SummaryRow,
  type SummaryTab,
  showDuration,
  showShare,
  showTime,
  summaryTab,
} from './summary-text';

const months = 3;
const day = 86_400_000;

type Shipment = {
  readonly line: SummaryLine;
  readonly mode: string;
  readonly carrier: string;
  readonly shippedAt: string;
  readonly promisedAt: string | undefined;
  readonly arrivedAt: string | undefined;
};

/**
 * 运输时间跟踪: a line per shipment of this month and the two before, and of every one that is still on the road;
 * above them the averages per mode, carrier and region.
 */
export function transportTab(lines: readonly SummaryLine[], context: SummaryContext): SummaryTab {
  const since = monthsBack(months - 1, context);
  const shipments = lines
    .flatMap((line) => shipmentOf(line, context))
    .filter(({ shippedAt, arrivedAt }) => shippedAt >= since || arrivedAt === undefined)
    .sort(
      (a, b) => compareText(b.shippedAt, a.shippedAt) || compareText(orderName(a.line), orderName(b.line)),
    );
  const content =
    shipments.length === 0
      ? ['近三个月没有发货。']
      : [
          averages('按运输方式', shipments, ({ mode }) => mode),
          averages('按承运人/司机', shipments, ({ carrier }) => carrier),
          averages('按区域', shipments, ({ line }) => line.region || '（未填区域）'),
          list(shipments, context),
        ];
  const basis = `依据近三个月 ${shipments.length} 批发货`;
  const widths = [140, 80, 130, 100, 100, 150, 110, 110, 110, 100, 170];
  return summaryTab('运输时间跟踪', basis, content, widths, context);
}

function shipmentOf(line: SummaryLine, { forms }: SummaryContext): Shipment[] {
  const { shippedAt, expectedArrival: promisedAt, arrivedAt } = line.times;
  if (!shippedAt || !line.transport) return [];
  const options = forms.find(({ id }) => id === line.form)?.field(transportMode)?.options;
  const mode = options?.[line.transport.mode]?.['zh-CN'] ?? line.transport.mode;
  return [{ line, mode, carrier: line.transport.carrier || '（未填）', shippedAt, promisedAt, arrivedAt }];
}

function averages(title: string, shipments: readonly Shipment[], keyOf: (one: Shipment) => string): Section {
  const groups = [...groupBy(shipments, keyOf)].sort(([, a], [, b]) => b.length - a.length);
  return {
    title,
    columns: [title.slice(1), '发货批数', '已到货', '平均在途（天）', '按时到货率', '晚到编号', '全部编号'],
    rows: groups.map(([name, group]) => averageRow(name, group)),
  };
}

/** The rate is of those that have arrived and were promised for a time. */
function averageRow(name: string, shipments: readonly Shipment[]): SummaryRow {
  const arrived = shipments.filter(({ arrivedAt }) => arrivedAt !== undefined);
  const travelled = arrived.reduce((sum, one) => sum + (onTheRoad(one) ?? 0), 0);
  const promised = arrived.filter(({ promisedAt }) => promisedAt !== undefined);
  const late = promised.filter((one) => (lateBy(one) ?? 0) > 0);
  return [
    name,
    shipments.length,
    arrived.length,
    arrived.length === 0 ? '—' : inDays(travelled / arrived.length),
    showShare(promised.length - late.length, promised.length),
    orderNames(late.map(({ line }) => line)),
    orderNames(shipments.map(({ line }) => line)),
  ];
}

function list(shipments: readonly Shipment[], { now, settings }: SummaryContext): Section {
  const rows = shipments.map((one): SummaryRow => {
    const travelled = onTheRoad(one) ?? millisecondsBetween(one.shippedAt, now);
    return [
      one.line.number || orderName(one.line),
      one.line.batch,
      one.line.dealer,
      one.line.region,
      one.mode,
      one.carrier,
      showTime(one.shippedAt, settings.zone),
      showTime(one.promisedAt, settings.zone),
      showTime(one.arrivedAt, settings.zone),
      inDays(travelled),
      lateness(one, now),
    ];
  });
  return {
    title: `每批发货 ${shipments.length} 批`,
    columns: [
      '编号',
      '批次',
      '经销商',
      '区域',
      '运输方式',
      '承运人/司机',
      '实际发货',
      '预计送到',
      '实际到货',
      '在途（天）',
      '晚到',
    ],
    rows,
  };
}

function lateness(shipment: Shipment, now: string): string {
  const { promisedAt, arrivedAt } = shipment;
  if (arrivedAt === undefined) {
    const over = promisedAt === undefined ? 0 : millisecondsBetween(promisedAt, now);
    return over > 0 ? `未到，已超 ${showDuration(over)}` : '在途';
  }
  const late = lateBy(shipment);
  if (late === undefined) return '';
  return late > 0 ? `晚 ${showDuration(late)}` : '按时';
}

function onTheRoad({ shippedAt, arrivedAt }: Shipment): number | undefined {
  return arrivedAt === undefined ? undefined : Math.max(0, millisecondsBetween(shippedAt, arrivedAt));
}

function lateBy({ promisedAt, arrivedAt }: Shipment): number | undefined {
  return promisedAt && arrivedAt ? millisecondsBetween(promisedAt, arrivedAt) : undefined;
}

function inDays(milliseconds: number): number {
  return Math.round((milliseconds / day) * 10) / 10;
}
