/** Whether two addresses are the same, however they are capitalised. What is no text is nobody's address. */
export function sameAddress(one: unknown, other: unknown): boolean {
  return typeof one === 'string' && typeof other === 'string' && one.toLowerCase() === other.toLowerCase();
}
