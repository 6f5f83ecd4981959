import { fieldBlocks } from './mail-fields';

/** The headers that `mayBeReport` asks for. */
export const reportHeaders = ['Content-Type', 'Auto-Submitted', 'Return-Path', 'From'] as const;

const systems = /mailer-?daemon|post-?master|mail-?daemon|mail delivery/i;

/** Whether a mail with these headers is worth fetching: a report, or whatever else a machine sends of itself. */
export function mayBeReport(headers: string): boolean {
  const [fields] = fieldBlocks(headers);
  const value = (name: string): string => fields?.get(name) ?? '';
  return (
    /^multipart\/report\b|^message\//i.test(value('content-type')) ||
    /^auto-/i.test(value('auto-submitted')) ||
    /^(<>|<?mailer-daemon>?)$/i.test(value('return-path')) ||
    systems.test(value('from'))
  );
}
