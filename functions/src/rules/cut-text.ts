/**
 * The first so many letters of a text; an emoji counts as one and is never cut in half, because half of one is no letter,
 * and whoever reads our JSON may refuse all of it for that.
 */
export function cutText(text: string, longest: number): string {
  return [...text.slice(0, 2 * longest)].slice(0, longest).join('').toWellFormed();
}

/** The same with “…” as its last letter where something is missing. */
export function shortened(text: string, longest: number): string {
  const all = cutText(text, longest + 1);
  return cutText(all, longest) === all ? all : `${cutText(all, longest - 1)}…`;
}
