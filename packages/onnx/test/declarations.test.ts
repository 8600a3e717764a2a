import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const folder = mkdtempSync(fileURLToPath(new URL('declarations-', import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the declarations compile in a program whose library has no DOM, each of them checked', () => {
  const program = join(folder, 'program.mts');
  writeFileSync(
    program,
    `import { createCpuBackend, createOnnxWebGpuBackend, createSession, GraphBuilder } from '@crossattn/onnx';
export const backends = [createCpuBackend({ threads: undefined }), await createOnnxWebGpuBackend()];
export const session = createSession(new GraphBuilder({ name: 'empty' }).build());
`,
  );
  const options = ['--strict', '--target', 'es2023', '--lib', 'es2023,esnext.disposable', '--types', 'node'];
  const { stdout } = spawnSync(
    process.execPath,
    [compiler, '--ignoreConfig', '--noEmit', '--module', 'nodenext', ...options, program],
    {
      encoding: 'utf8',
    },
  );
  expect(stdout).toBe('');
});
