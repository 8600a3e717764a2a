// Tells within milliseconds whether an app's last build is still current, so that running it does not wait for nx.
//
// The stamp holds the folders of the app and of every workspace package below it, and a digest over path, size and
// modification time of all their files, sources and built files alike. Whatever changes, nx is asked again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ignoredFolders = new Set(['node_modules', '.test-report', 'test']);
const workspaceFiles = ['package.json', 'pnpm-lock.yaml', 'tsconfig.base.json'];
const isInput = (name) => !name.endsWith('.test.ts') && !name.endsWith('.md');

/** The folder of the app and of every workspace package that it depends on at run time, directly or not. */
export function foldersOf(appFolder) {
  const folders = new Set();
  const visit = (folder) => {
    if (folders.has(folder)) return;
    folders.add(folder);
    const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    for (const [name, version] of Object.entries(dependencies)) {
      if (version.startsWith('workspace:')) visit(realpathSync(join(folder, 'node_modules', name)));
    }
  };
  visit(realpathSync(appFolder));
  return [...folders].sort();
}

function digestOf(root, folders) {
  const hash = createHash('sha256');
  const add = (path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(root, path)}\n${size} ${mtimeMs}\n`);
  };
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!ignoredFolders.has(entry.name)) walk(path);
      } else if (isInput(entry.name)) add(path);
    }
  };
  for (const name of workspaceFiles) if (existsSync(join(root, name))) add(join(root, name));
  for (const folder of folders) walk(resolve(root, folder));
  return hash.digest('hex');
}

/** Whether nothing has changed since `writeStamp`; false where there is no stamp, or it cannot be read. */
export function stampIsCurrent(root, stampPath) {
  try {
    const { folders, digest } = JSON.parse(readFileSync(stampPath, 'utf8'));
    return digest === digestOf(root, folders);
  } catch {
    return false;
  }
}

/** Remembers the state of a build that has just succeeded. */
export function writeStamp(root, stampPath, appFolder) {
  const folders = foldersOf(appFolder).map((folder) => relative(realpathSync(root), folder));
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, JSON.stringify({ folders, digest: digestOf(root, folders) }));
}
