import { draftFields } from '../forms/settings-templates';
import type { TemplatePart } from '../forms/template-kinds';
import type { StoredRecord } from './record';
import { templateParts } from './template-record';

/** The drafts of a row that were refused. What somebody typed who may not word templates is no draft. */
export function refusedDrafts(refused: StoredRecord['refused']): readonly TemplatePart[] {
  return templateParts.filter((part) => {
    const cell = refused[draftFields[part]];
    return cell !== undefined && cell.code !== 'not-yours';
  });
}
