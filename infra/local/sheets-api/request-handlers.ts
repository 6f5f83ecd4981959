import type { RequestHandlers } from './batch-update';
import { appendCells, repeatCell, setDataValidation, sortRange, updateCells } from './cell-requests';
import { addChart, deleteEmbeddedObject, updateChartSpec } from './chart-requests';
import {
  appendDimension,
  autoResizeDimensions,
  deleteDimension,
  insertDimension,
  updateDimensionProperties,
} from './dimension-requests';
import { mergeCells, unmergeCells } from './merge-requests';
import {
  addConditionalFormatRule,
  addProtectedRange,
  clearBasicFilter,
  deleteConditionalFormatRule,
  deleteProtectedRange,
  setBasicFilter,
} from './range-rule-requests';
import { addSheet, deleteSheet, updateSheetProperties } from './sheet-requests';

/** The request kinds that the stand-in knows; every other one is answered 501. */
export const requestHandlers: Partial<RequestHandlers> = {
  addSheet,
  deleteSheet,
  updateSheetProperties,
  updateCells,
  repeatCell,
  appendCells,
  setDataValidation,
  sortRange,
  updateDimensionProperties,
  appendDimension,
  insertDimension,
  deleteDimension,
  autoResizeDimensions,
  mergeCells,
  unmergeCells,
  addProtectedRange,
  deleteProtectedRange,
  addConditionalFormatRule,
  deleteConditionalFormatRule,
  setBasicFilter,
  clearBasicFilter,
  addChart,
  updateChartSpec,
  deleteEmbeddedObject,
};
