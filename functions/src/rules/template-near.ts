import { languages } from '../forms/label';
import { type PlaceholderId, placeholders } from '../forms/template-kinds';

const mostSuggested = 3;
/** Below this two names have too little in common for a guess. */
const leastAlike = 0.4;

/** Those offered whose names, in whatever language, are most like what was typed; none when nothing is like it. */
export function nearestPlaceholders(
  typed: string,
  offered: readonly PlaceholderId[],
): readonly PlaceholderId[] {
  return offered
    .map((id) => ({
      id,
      alike: Math.max(...languages.map((language) => likeness(typed, placeholders[id].label[language]))),
    }))
    .filter(({ alike }) => alike >= leastAlike)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, mostSuggested)
    .map(({ id }) => id);
}

/** How much two names have in common, from 0 to 1: characters in Chinese (订单号, 发货单号), pairs of letters in English. */
function likeness(one: string, other: string): number {
  const parts = partsOf(one);
  const rest = partsOf(other);
  const total = parts.length + rest.length;
  const common = parts.filter((part) => {
    const at = rest.indexOf(part);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  }).length;
  return (2 * common) / total;
}

function partsOf(name: string): string[] {
  const letters = [...name.toLowerCase()];
  if (!/^[ -~]*$/.test(name)) return letters;
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}
