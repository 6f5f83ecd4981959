import type { Chart, SheetProperties, Workbook } from '../workbook/workbook-types';
import type { RequestHandlers } from './batch-update';
import { checkIndex, findGrid } from './grid-range';
import { checkProtection } from './protected-cells';
import { invalid, notImplemented } from './sheets-api-error';
import type { EmbeddedChart, SheetGridRange } from './sheets-types';

const BY_API = { by: 'api' } as const;

export const addChart: RequestHandlers['addChart'] = ({ workbook, account }, { chart = {} }) => {
  const { spec, position, chartId } = chart;
  if (spec === undefined) throw invalid('chart.spec must be specified.');
  if (position?.newSheet || position?.sheetId !== undefined)
    throw notImplemented('a chart on a sheet of its own');
  const anchor = position?.overlayPosition?.anchorCell;
  if (anchor === undefined) throw invalid('chart.position must be specified.');
  const sheet = findGrid(workbook, anchor.sheetId);
  const [row, column] = [
    checkIndex('rowIndex', anchor.rowIndex ?? 0),
    checkIndex('columnIndex', anchor.columnIndex ?? 0),
  ];
  if (row >= sheet.rowCount || column >= sheet.columnCount)
    throw invalid('The anchor cell is outside the grid.');
  checkProtection(sheet, account);
  checkSources(workbook, spec);
  const id = chartId ?? 1 + Math.max(0, ...allCharts(workbook).map(({ chart: { id } }) => id));
  if (findChart(workbook, id) !== undefined)
    throw invalid(`An embedded object with the id ${id} already exists.`);
  workbook.setSheet(sheet.id, { charts: [...sheet.charts, { id, spec, position }] }, BY_API);
  return { addChart: { chart: { ...chart, chartId: id } } };
};

export const updateChartSpec: RequestHandlers['updateChartSpec'] = (
  { workbook, account },
  { chartId = 0, spec },
) => {
  const found = findChart(workbook, chartId);
  if (found === undefined) throw invalid(`No chart with id: ${chartId}`);
  if (spec === undefined) throw invalid('spec must be specified.');
  checkProtection(found.sheet, account);
  checkSources(workbook, spec);
  const charts = found.sheet.charts.map((chart) => (chart.id === chartId ? { ...chart, spec } : chart));
  workbook.setSheet(found.sheet.id, { charts }, BY_API);
  return {};
};

export const deleteEmbeddedObject: RequestHandlers['deleteEmbeddedObject'] = (
  { workbook, account },
  { objectId = 0 },
) => {
  const found = findChart(workbook, objectId);
  if (found === undefined) throw invalid(`No embedded object with id: ${objectId}`);
  checkProtection(found.sheet, account);
  const charts = found.sheet.charts.filter((chart) => chart.id !== objectId);
  workbook.setSheet(found.sheet.id, { charts }, BY_API);
  return {};
};

function allCharts(workbook: Workbook): { sheet: SheetProperties; chart: Chart }[] {
  return workbook.sheets().flatMap((sheet) => sheet.charts.map((chart) => ({ sheet, chart })));
}

function findChart(workbook: Workbook, id: number) {
  return allCharts(workbook).find(({ chart }) => chart.id === id);
}

/** Every range that the chart draws from must be on a sheet that exists. */
function checkSources(workbook: Workbook, spec: NonNullable<EmbeddedChart['spec']>): void {
  for (const range of sourcesIn(spec)) findGrid(workbook, range.sheetId);
}

function sourcesIn(part: unknown): SheetGridRange[] {
  if (part === null || typeof part !== 'object') return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === 'sources' && Array.isArray(value) ? value : sourcesIn(value),
  );
}
