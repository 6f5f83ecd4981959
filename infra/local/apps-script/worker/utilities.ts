import { createHash, randomUUID } from 'node:crypto';
import type { Enumerations } from './enumerations';
import type { Parts } from './parts';
import { formatDate } from './wall-clock';

type Utilities = GoogleAppsScript.Utilities.Utilities;
type Blob = GoogleAppsScript.Base.Blob;
type Bytes = string | readonly number[];

const LONGEST_SLEEP_MS = 300_000;

/** `Utilities`. Bytes are signed, from -128 to 127, as Google's are. */
export function utilities({ strict }: Parts, names: Enumerations): Utilities {
  const blob = (data: Bytes, contentType: string | null = null, name: string | null = null): Blob =>
    strict<Blob>('Blob', {
      getBytes: () => signed(bytesOf(data)),
      getDataAsString: () => bytesOf(data).toString('utf8'),
      getContentType: () => contentType,
      getName: () => name,
    });
  return strict<Utilities>('Utilities', {
    DigestAlgorithm: names.digestAlgorithms,
    Charset: names.charsets,
    getUuid: () => randomUUID(),
    /** Without a charset Google takes US-ASCII and turns every other letter into '?': so does this. */
    computeDigest: (algorithm: unknown, value: Bytes, charset?: unknown) =>
      signed(
        createHash(String(algorithm).replace('_', '').toLowerCase())
          .update(charset === names.charsets.UTF_8 ? bytesOf(value) : asciiOf(value))
          .digest(),
      ),
    base64Encode: (data: Bytes) => bytesOf(data).toString('base64'),
    base64EncodeWebSafe: (data: Bytes) => webSafe(bytesOf(data)),
    base64Decode: (text: string) => signed(Buffer.from(text, 'base64')),
    base64DecodeWebSafe: (text: string) => signed(Buffer.from(text, 'base64url')),
    formatDate: (date, timeZone, format) => formatDate(date.getTime(), timeZone, format),
    sleep: (milliseconds) => {
      if (!(milliseconds >= 0 && milliseconds <= LONGEST_SLEEP_MS)) {
        throw new Error('Invalid argument: milliseconds must be between 0 and 300000');
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
    },
    newBlob: (data: Bytes, contentType?: string, name?: string) => blob(data, contentType, name),
  });
}

function bytesOf(data: Bytes): Buffer {
  return typeof data === 'string'
    ? Buffer.from(data, 'utf8')
    : Buffer.from([...data].map((byte) => byte & 0xff));
}

function asciiOf(data: Bytes): Buffer {
  if (typeof data !== 'string') return bytesOf(data);
  return Buffer.from(
    [...data].map((letter) => (letter.charCodeAt(0) < 128 ? letter : '?')).join(''),
    'ascii',
  );
}

function signed(bytes: Buffer): number[] {
  return [...bytes].map((byte) => (byte > 127 ? byte - 256 : byte));
}

/** Like Google's, with the padding that other web-safe encoders leave out. */
function webSafe(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}
