import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sharedPart } from '@crossattn/testing';
import { webGpuProvider } from '@crossattn/webgpu';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const conformance = (...words: string[]) => spawnSync(process.execPath, [main, ...words], { encoding: 'utf8' });
const suite = sharedPart('conformance/onnx-attention');

const { available: hasGpu } = await webGpuProvider.availability();

describe.skipIf(suite.absent)(suite.title('the ONNX Attention suite'), () => {
  it.each(['reference', 'cpu'])('passes whole on %s', passesWhole);

  const title = hasGpu ? 'passes whole on webgpu' : 'passes whole on webgpu (no WebGPU adapter here)';
  // A software adapter takes its time to compile the kernels.
  it.skipIf(!hasGpu)(title, { timeout: 600_000 }, () => passesWhole('webgpu'));

  it('is silent where its reader has seen enough', () => {
    const { stdout, stderr } = spawnSync(
      'sh',
      ['-c', `"$0" "$1" onnx-attention "$2" | head -n 1`, process.execPath, main, suite.path],
      {
        encoding: 'utf8',
      },
    );
    expect(stdout).toMatch(/^passed .*\n$/);
    expect(stderr).toMatch(/^64 of 64 passed on reference\n$/);
  });

  function passesWhole(backend: string): void {
    const { stdout, status } = conformance('onnx-attention', suite.path, '--backend', backend, '--json');
    const results = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(results).toHaveLength(64);
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
    expect(Object.keys(results[0])).toEqual(['name', 'passed', 'maxError', 'reason']);
    expect(status).toBe(0);
  }
});

describe('the command', () => {
  it.each([
    ['no suite', [], 'expected "onnx-attention <folder>"'],
    ['another suite', ['onnx-matmul', '.'], 'onnx-matmul'],
    ['an unknown option', ['onnx-attention', '.', '--fast'], '--fast'],
    ['an unknown backend', ['onnx-attention', '.', '--backend', 'gpu'], 'expected reference or cpu or webgpu, got gpu'],
    ['a folder that is not there', ['onnx-attention', 'nowhere'], 'there is no such folder'],
    ['a folder without cases', ['onnx-attention', 'src'], 'found none'],
  ])('refuses %s', (_, words, message) => {
    const { stdout, stderr, status } = conformance(...words);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toContain(message);
  });

  it('says which backend is not there, and why', () => {
    const folder = mkdtempSync(join(tmpdir(), 'crossattn-conformance-'));
    mkdirSync(join(folder, 'case'));
    writeFileSync(join(folder, 'case', 'model.onnx'), '');
    const env = { ...process.env, VK_ICD_FILENAMES: join(folder, 'no-driver'), VK_DRIVER_FILES: '' };
    const words = ['onnx-attention', folder, '--backend', 'webgpu'];
    const { stdout, stderr, status } = spawnSync(process.execPath, [main, ...words], { encoding: 'utf8', env });
    rmSync(folder, { recursive: true });
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    // Dawn has its say before.
    expect(stderr).toMatch(/^conformance: --backend webgpu: WebGPU has no adapter here.*\n$/m);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^conformance: /);
  });

  it('explains itself', () => {
    expect(conformance('--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('onnx-attention <folder>'),
    });
  });
});
