import { z } from 'zod';

const trigger = z.strictObject({
  uid: z.string(),
  handler: z.string(),
  event: z.enum(['ON_EDIT', 'ON_OPEN', 'CLOCK']),
  installer: z.string(),
  everyMinutes: z.exactOptional(z.number()),
});
const saved = z.strictObject({
  /** Stores by name: 'script', 'document', 'user:<email>'. */
  properties: z.record(z.string(), z.record(z.string(), z.string())),
  triggers: z.array(trigger),
  installed: z.number().int().min(0),
});

export type Trigger = z.infer<typeof trigger>;
export type ScriptStore = ReturnType<typeof createScriptStore>;

const MOST_TRIGGERS = 20;
const LONGEST_VALUE = 9 * 1024;
const LARGEST_STORE = 500 * 1024;

/** What a script keeps between executions: properties and installed triggers, within Google's quotas. */
export function createScriptStore() {
  let properties = new Map<string, Map<string, string>>();
  let triggers: readonly Trigger[] = [];
  let installed = 0;
  const store = (name: string) => properties.get(name) ?? new Map<string, string>();

  return {
    properties: (name: string): Record<string, string> => Object.fromEntries(store(name)),
    /** Sets what is a string and deletes what is null. Throws, and changes nothing, above the quotas. */
    setProperties: (name: string, changes: Readonly<Record<string, string | null>>): void => {
      const next = new Map(store(name));
      for (const [key, value] of Object.entries(changes)) {
        if (value === null) next.delete(key);
        else if (Buffer.byteLength(value) > LONGEST_VALUE) throw new Error('Argument too large: value');
        else next.set(key, value);
      }
      const size = [...next].reduce((sum, [key, value]) => sum + Buffer.byteLength(key + value), 0);
      if (size > LARGEST_STORE) {
        throw new Error(
          'You have exceeded the property storage quota. Please remove some properties and try again.',
        );
      }
      properties.set(name, next);
    },
    triggers: (): readonly Trigger[] => triggers,
    addTrigger: (wanted: Omit<Trigger, 'uid'>): Trigger => {
      if (triggers.filter(({ installer }) => installer === wanted.installer).length >= MOST_TRIGGERS) {
        throw new Error(
          'This script has too many triggers. Triggers must be deleted from the script before more can be added.',
        );
      }
      installed += 1;
      const added = { ...wanted, uid: String(7_000_000 + installed) };
      triggers = [...triggers, added];
      return added;
    },
    removeTrigger: (uid: string): void => {
      triggers = triggers.filter((one) => one.uid !== uid);
    },
    save: (): unknown => ({
      properties: Object.fromEntries(
        [...properties].map(([name, values]) => [name, Object.fromEntries(values)]),
      ),
      triggers,
      installed,
    }),
    /** Throws, naming the place, when the value is not what `save` returned. */
    load: (value: unknown): void => {
      const parsed = saved.safeParse(value);
      if (!parsed.success) throw new Error(`This is no saved script:\n${z.prettifyError(parsed.error)}`);
      properties = new Map(
        Object.entries(parsed.data.properties).map(([name, values]) => [
          name,
          new Map(Object.entries(values)),
        ]),
      );
      triggers = parsed.data.triggers;
      installed = parsed.data.installed;
    },
  };
}
