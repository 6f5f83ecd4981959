/** The UTC instant of a wall time in China, where clocks never change: `inChina('2026-03-16 16:00')`. */
export function inChina(wall: string): string {
  return new Date(`${wall.replace(' ', 'T')}:00+08:00`).toISOString();
}
