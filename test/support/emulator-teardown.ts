/** Ends the emulator that `emulator-setup` started. */
export default async function tearDown(): Promise<void> {
  await globalThis.testEmulator?.stop();
}
