import { enumeration, type Parts } from './parts';

/** The enumerations that several services share. */
export function enumerations(parts: Pick<Parts, 'strict'>) {
  return {
    borderStyles: enumeration<typeof GoogleAppsScript.Spreadsheet.BorderStyle>(parts, 'BorderStyle', [
      'DOTTED',
      'DASHED',
      'SOLID',
      'SOLID_MEDIUM',
      'SOLID_THICK',
      'DOUBLE',
    ]),
    protectionTypes: enumeration<typeof GoogleAppsScript.Spreadsheet.ProtectionType>(
      parts,
      'ProtectionType',
      ['RANGE', 'SHEET'],
    ),
    wrapStrategies: enumeration<typeof GoogleAppsScript.Spreadsheet.WrapStrategy>(parts, 'WrapStrategy', [
      'WRAP',
      'OVERFLOW',
      'CLIP',
    ]),
    buttons: enumeration<typeof GoogleAppsScript.Base.Button>(parts, 'Button', [
      'CLOSE',
      'OK',
      'CANCEL',
      'YES',
      'NO',
    ]),
    buttonSets: enumeration<typeof GoogleAppsScript.Base.ButtonSet>(parts, 'ButtonSet', [
      'OK',
      'OK_CANCEL',
      'YES_NO',
      'YES_NO_CANCEL',
    ]),
    authModes: enumeration<typeof GoogleAppsScript.Script.AuthMode>(parts, 'AuthMode', [
      'NONE',
      'CUSTOM_FUNCTION',
      'LIMITED',
      'FULL',
    ]),
    eventTypes: enumeration<typeof GoogleAppsScript.Script.EventType>(parts, 'EventType', [
      'CLOCK',
      'ON_OPEN',
      'ON_EDIT',
      'ON_FORM_SUBMIT',
      'ON_CHANGE',
      'ON_EVENT_UPDATED',
    ]),
    digestAlgorithms: enumeration<typeof GoogleAppsScript.Utilities.DigestAlgorithm>(
      parts,
      'DigestAlgorithm',
      ['MD5', 'SHA_1', 'SHA_256', 'SHA_384', 'SHA_512'],
    ),
    charsets: enumeration<typeof GoogleAppsScript.Utilities.Charset>(parts, 'Charset', ['US_ASCII', 'UTF_8']),
  };
}

export type Enumerations = ReturnType<typeof enumerations>;
