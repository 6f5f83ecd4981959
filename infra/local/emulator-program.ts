import { accessSync, constants, existsSync, readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;
export type EmulatorProgram =
  | { readonly found: true; readonly from: 'gcloud' | 'firebase-tools'; readonly command: readonly string[] }
  | { readonly found: false; readonly why: string };

const mainClass = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore';

/** The official Firestore emulator as installed here, to be started by Java itself: no launcher, no process left over. */
export function findEmulatorProgram(env: Environment): EmulatorProgram {
  const jar = gcloudJar(env) ?? firebaseJar(env);
  if (jar === undefined) {
    const why =
      'The Firestore emulator is not installed: neither the Google Cloud CLI’s component (gcloud components install cloud-firestore-emulator) nor firebase-tools’ download was found.';
    return { found: false, why };
  }
  const java = findProgram('java', env.JAVA_HOME ? { PATH: join(env.JAVA_HOME, 'bin') } : env);
  if (java === undefined) {
    const why = `The Firestore emulator is installed (${jar.path}), but Java is not: install a Java runtime, version 17 or later.`;
    return { found: false, why };
  }
  return { found: true, from: jar.from, command: [java, '-Duser.language=en', '-cp', jar.path, mainClass] };
}

type Jar = { readonly from: 'gcloud' | 'firebase-tools'; readonly path: string };

function gcloudJar(env: Environment): Jar | undefined {
  const gcloud = findProgram('gcloud', env);
  if (gcloud === undefined) return undefined;
  // `gcloud info` would say where it is installed, but takes most of a second.
  const root = dirname(dirname(realpathSync(gcloud)));
  const path = join(root, 'platform', 'cloud-firestore-emulator', 'cloud-firestore-emulator.jar');
  return existsSync(path) ? { from: 'gcloud', path } : undefined;
}

function firebaseJar(env: Environment): Jar | undefined {
  const folder =
    env.FIREBASE_EMULATORS_PATH ?? join(env.HOME ?? homedir(), '.cache', 'firebase', 'emulators');
  if (!existsSync(folder)) return undefined;
  const newest = readdirSync(folder)
    .filter((name) => /^cloud-firestore-emulator-v[\d.]+\.jar$/.test(name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .at(-1);
  return newest === undefined ? undefined : { from: 'firebase-tools', path: join(folder, newest) };
}

function findProgram(name: string, env: Environment): string | undefined {
  return (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(mayRun);
}

function mayRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
