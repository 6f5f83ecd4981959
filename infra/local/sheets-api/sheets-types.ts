/// <reference types="@maxim_mazurok/gapi.client.sheets-v4" />

/**
 * The messages of the Google Sheets API v4 that the stand-in reads and writes, from typings that are generated from
 * Google's discovery document. At build time these become the validators in dist/local/sheets-validators.js.
 */
export type BatchUpdateSpreadsheetRequest = gapi.client.sheets.BatchUpdateSpreadsheetRequest;
export type BatchUpdateSpreadsheetResponse = gapi.client.sheets.BatchUpdateSpreadsheetResponse;
export type BatchUpdateValuesRequest = gapi.client.sheets.BatchUpdateValuesRequest;
export type BatchUpdateValuesResponse = gapi.client.sheets.BatchUpdateValuesResponse;
export type BatchClearValuesRequest = gapi.client.sheets.BatchClearValuesRequest;
export type BatchClearValuesResponse = gapi.client.sheets.BatchClearValuesResponse;
export type BatchGetValuesResponse = gapi.client.sheets.BatchGetValuesResponse;
export type AppendValuesResponse = gapi.client.sheets.AppendValuesResponse;
export type UpdateValuesResponse = gapi.client.sheets.UpdateValuesResponse;
export type ClearValuesRequest = gapi.client.sheets.ClearValuesRequest;
export type ClearValuesResponse = gapi.client.sheets.ClearValuesResponse;
export type ValueRange = gapi.client.sheets.ValueRange;
export type Spreadsheet = gapi.client.sheets.Spreadsheet;
export type Sheet = gapi.client.sheets.Sheet;
export type SheetsRequest = gapi.client.sheets.Request;
export type SheetsResponse = gapi.client.sheets.Response;
export type CellData = gapi.client.sheets.CellData;
export type CellFormat = gapi.client.sheets.CellFormat;
export type Color = gapi.client.sheets.Color;
export type ColorStyle = gapi.client.sheets.ColorStyle;
export type RowData = gapi.client.sheets.RowData;
export type GridData = gapi.client.sheets.GridData;
export type SheetGridRange = gapi.client.sheets.GridRange;
export type DimensionRange = gapi.client.sheets.DimensionRange;
export type DataValidationRule = gapi.client.sheets.DataValidationRule;
export type ProtectedRange = gapi.client.sheets.ProtectedRange;
export type EmbeddedChart = gapi.client.sheets.EmbeddedChart;
export type ApiSheetProperties = gapi.client.sheets.SheetProperties;
