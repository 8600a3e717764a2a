import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'lens-fonts-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a machine without any font is told, instead of pictures without words', () => {
  mkdirSync(join(folder, 'empty'));
  const configuration = join(folder, 'fonts.conf');
  writeFileSync(
    configuration,
    `<fontconfig><dir>${folder}/empty</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  );
  const program = `
    import { renderPng } from './dist/node/index.js';
    const draw = (inner) =>
      renderPng('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">' + inner + '</svg>').then(
        (png) => png.length > 0,
        (error) => error.code,
      );
    console.log(await draw('<rect width="9" height="9"/>'), await draw('<text y="9">dog</text>'));`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: new URL('..', import.meta.url),
    env: { ...process.env, FONTCONFIG_FILE: configuration },
    encoding: 'utf8',
  });
  expect(printed.trim()).toBe('true no-font');
});
