import type { Services, StoredDocument } from '../ports';
import type { Circuit, DuePlace } from '../rules/circuit';
import type { Channel } from '../rules/notice';
import { changeCircuit, circuitPath, readCircuit } from './channel-circuit';
import { type DuePage, endOf, nextDue } from './due-notices';

/** Pages per run behind the first one. */
const mostPages = 4;

/**
 * Looks through what waits behind the first page for what has waited too long: what may go by the other channel after two
 * hours stands behind whole pages of what waits for a day. Each run goes on where the one before it ended, and begins
 * anew behind the first page when it has come to the end. So a run of a channel that is kept from sending reads five
 * pages at most, however long the queue is (1000 notices, where a page has 200: a queue of 10,000 is looked through within
 * thirteen runs), besides one read and one write for the place; a queue of five pages or fewer needs no write.
 * @param giveUp gives up what has waited too long
 * @param goesOn whether there is time, and the channel is kept from sending; a page in which that ends is begun anew
 */
export async function giveUpBehind(
  services: Services,
  channel: Channel,
  { first, limit }: { readonly first: DuePage; readonly limit: number },
  giveUp: (notices: readonly StoredDocument[]) => Promise<void>,
  goesOn: () => boolean,
): Promise<void> {
  const [stored] = await services.store.get([circuitPath(channel)]);
  const before = readCircuit(stored).lookedThrough;
  let place = before ?? endOf(first);
  for (let count = 0; count < mostPages && place && goesOn(); count++) {
    const page = await nextDue(services, channel, limit, place);
    await giveUp(page.notices);
    if (!goesOn()) break;
    place = page.isLast ? undefined : endOf(page);
  }
  if (place?.id === before?.id && place?.dueAt === before?.dueAt) return;
  await changeCircuit(services, channel, (circuit) => goingOnAt(circuit, place));
}

function goingOnAt({ lookedThrough: _before, ...circuit }: Circuit, place: DuePlace | undefined): Circuit {
  return place ? { ...circuit, lookedThrough: place } : circuit;
}
