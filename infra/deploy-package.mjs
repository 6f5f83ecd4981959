import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const readJson = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/**
 * `node infra/deploy-package.mjs FOLDER`: puts what a container holds into FOLDER: the built functions, a package.json
 * with exactly the packages that they load, in the versions of our own lock file, and that lock file without the
 * packages of development. Run the build first.
 */
function writePackage(folder) {
  const { version } = readJson('package.json');
  const lock = readJson('package-lock.json');
  const server = readFileSync(join(root, 'dist/functions/serve.js'), 'utf8');
  const manifest = {
    name: 'gendan-functions',
    version,
    private: true,
    engines: { node: '22.x' },
    main: 'serve.js',
    scripts: { start: 'node serve.js' },
    dependencies: Object.fromEntries(
      packagesIn(server).map((name) => [name, lockedVersion(lock.packages, name)]),
    ),
  };
  mkdirSync(folder, { recursive: true });
  for (const file of ['serve.js', 'serve.js.map'])
    copyFileSync(join(root, 'dist/functions', file), join(folder, file));
  writeJson(join(folder, 'package.json'), manifest);
  writeJson(join(folder, 'package-lock.json'), runtimeLock(lock, manifest));
}

/** The packages that the built file asks Node for, in alphabetical order. */
function packagesIn(code) {
  const asked = [...code.matchAll(/\b(?:require|import)\("([^"./][^"]*)"\)/g)].map(([, name]) => name);
  const packages = asked
    .filter((name) => !isBuiltin(name))
    .map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)[0]);
  return [...new Set(packages)].sort();
}

function lockedVersion(packages, name) {
  const locked = packages[`node_modules/${name}`];
  if (!locked || locked.dev) throw new Error(`${name} is loaded at run time, but is no runtime dependency.`);
  return locked.version;
}

/** Of our lock file what these packages need; `npm ci` refuses one that does not belong to the package.json beside it. */
function runtimeLock(lock, { name, version, engines, dependencies }) {
  const needed = new Set();
  const follow = (from, names) => {
    for (const path of names.map((wanted) => resolvedFrom(lock.packages, from, wanted))) {
      if (path === undefined || needed.has(path)) continue;
      needed.add(path);
      const { dependencies, optionalDependencies, peerDependencies } = lock.packages[path];
      follow(path, Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }));
    }
  };
  follow('', Object.keys(dependencies));
  const packages = Object.entries(lock.packages).filter(([path]) => needed.has(path));
  return {
    name,
    version,
    lockfileVersion: lock.lockfileVersion,
    requires: true,
    packages: { '': { name, version, engines, dependencies }, ...Object.fromEntries(packages) },
  };
}

/** Where Node finds the package that is asked for in `from`: there, or in a folder above; undefined where it is not installed. */
function resolvedFrom(packages, from, wanted) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${wanted}`;
    if (path in packages) return path;
    if (folder === '') return undefined;
  }
}

function writeJson(file, value) {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: node infra/deploy-package.mjs FOLDER');
writePackage(folder);
