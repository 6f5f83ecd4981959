import type { EditAnswer, TypedBlock } from '../../web/wire';
import { type Place, placeOf } from './mirror';

const RETRY_MS = 1_000;

export type EditQueue = {
  add(user: string, block: TypedBlock): void;
  /** Whether what was typed there is still on its way, so that the grid must keep showing it. */
  isPending(sheetId: number, place: Place): boolean;
  /** To be told the version up to which the grid shows the server's state. */
  reached(version: number): void;
  /** To be told when the whole workbook was loaded anew, as after a restart of the server, whose versions begin anew. */
  restarted(version: number): void;
  waiting(): number;
};

type Entry = { user: string; block: TypedBlock; places: ReadonlySet<Place>; until?: number };

/**
 * Sends what people type, one block after the other in their order, and again and again while the server can't be
 * reached. A cell is released, so that it shows what the server says, once the server's state after the edit is here.
 */
export function createEditQueue(parts: {
  /** Rejects when the server could not be reached. */
  send: (user: string, block: TypedBlock) => Promise<EditAnswer>;
  onRefused: (message: string) => void;
  onReleased: (sheetId: number, places: Iterable<Place>) => void;
  onChange: () => void;
}): EditQueue {
  const unsent: Entry[] = [];
  let answered: Entry[] = [];
  let version = -1;
  let sending = false;

  const release = () => {
    const done = answered.filter(({ until = 0 }) => until <= version);
    answered = answered.filter((entry) => !done.includes(entry));
    for (const { block, places } of done) parts.onReleased(block.sheetId, places);
  };
  async function work(): Promise<void> {
    if (sending) return;
    sending = true;
    for (let entry = unsent[0]; entry !== undefined; entry = unsent[0]) {
      try {
        const answer = await parts.send(entry.user, entry.block);
        unsent.shift();
        answered.push({ ...entry, until: answer.version });
        if (!answer.ok) parts.onRefused(answer.message);
        release();
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
      parts.onChange();
    }
    sending = false;
  }

  return {
    add: (user, block) => {
      const places = block.typed.flatMap((line, row) =>
        line.map((_, column) => placeOf(block.row + row, block.column + column)),
      );
      unsent.push({ user, block, places: new Set(places) });
      parts.onChange();
      void work();
    },
    isPending: (sheetId, place) =>
      [...unsent, ...answered].some((entry) => entry.block.sheetId === sheetId && entry.places.has(place)),
    reached: (to) => {
      version = to;
      release();
    },
    restarted: (to) => {
      version = to;
      answered = answered.map((entry) => ({ ...entry, until: to }));
      release();
    },
    waiting: () => unsent.length,
  };
}
