import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '@crossattn/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

interface BuildStamp {
  stampIsCurrent(root: string, stamp: string): boolean;
  writeStamp(root: string, stamp: string, appFolder: string): void;
}

const script = join(repositoryRoot, 'tools', 'workspace', 'build-stamp.mjs');
const { stampIsCurrent, writeStamp }: BuildStamp = await import(script);

let root: string;
let stamp: string;

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-stamp-'));
  stamp = join(root, 'node_modules', '.cache', 'app.json');
  write('package.json', '{}');
  write('apps/app/package.json', '{ "dependencies": { "below": "workspace:*", "outside": "^1.0.0" } }');
  write('apps/app/src/main.ts', 'main');
  write('apps/app/dist/main.js', 'main');
  write('packages/below/package.json', '{}');
  write('packages/below/src/index.ts', 'below');
  write('packages/other/src/index.ts', 'other');
  mkdirSync(join(root, 'apps/app/node_modules'), { recursive: true });
  symlinkSync(join(root, 'packages/below'), join(root, 'apps/app/node_modules/below'));
  writeStamp(root, stamp, join(root, 'apps/app'));
});

afterEach(() => rmSync(root, { recursive: true }));

describe('the stamp of a build', () => {
  it('is current until something changes', () => {
    expect(stampIsCurrent(root, stamp)).toBe(true);
    expect(stampIsCurrent(root, join(root, 'none.json'))).toBe(false);
  });

  it.each([
    ['a source', () => write('apps/app/src/main.ts', 'other length')],
    ['the time of a source', () => utimesSync(join(root, 'apps/app/src/main.ts'), 1, 1)],
    ['a new source below', () => write('packages/below/src/new.ts', '')],
    ['a built file that is gone', () => rmSync(join(root, 'apps/app/dist/main.js'))],
    ['a package that is gone', () => rmSync(join(root, 'packages/below'), { recursive: true })],
    ['the lockfile', () => write('pnpm-lock.yaml', '')],
  ])('is outdated by %s', (_, change) => {
    change();
    expect(stampIsCurrent(root, stamp)).toBe(false);
  });

  it.each([
    ['a test', 'apps/app/src/main.test.ts'],
    ['a text', 'packages/below/README.md'],
    ['a package that the app does not use', 'packages/other/src/index.ts'],
  ])('stays current after a change of %s', (_, path) => {
    write(path, 'changed');
    expect(stampIsCurrent(root, stamp)).toBe(true);
  });
});
