import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { samplePhoto } from '@crossattn/testing';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const cat = samplePhoto('cat.jpg');
const many = [...Array.from({ length: 60 }, () => cat), '--batch', '1', '--beams', '1', '--max-tokens', '3'];

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(argv: readonly string[], nodeOptions: readonly string[] = []): ChildProcess {
  return spawn(process.execPath, [...nodeOptions, main, ...argv], { stdio: ['pipe', 'pipe', 'pipe'] });
}

async function end(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, stdout, stderr };
}

describe('the process', { timeout: 180_000 }, () => {
  it('captions what is piped in, and ends with 0', async () => {
    const child = start(['-']);
    createReadStream(cat).pipe(child.stdin as NodeJS.WritableStream);
    const { status, stdout, stderr } = await end(child);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^[a-z ]+\n$/);
  });

  it('ends with 1 where a photo failed, and with 2 where it was not understood', async () => {
    expect((await end(start(['gone.jpg', '--json']))).status).toBe(1);
    const { status, stdout, stderr } = await end(start([cat, '--baems', '2']));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('--beams');
  });

  it('ends quietly when nobody reads any more', async () => {
    const child = start(many);
    const ended = end(child);
    const lines = await new Promise<number>((resolve) => {
      child.stdout?.once('data', (chunk: Buffer) => {
        child.stdout?.destroy();
        resolve(chunk.toString().split('\n').length - 1);
      });
    });
    expect(lines).toBeGreaterThan(0);
    expect(await ended).toMatchObject({ status: 0, stderr: '' });
  });

  it('stops at Ctrl-C with whole lines and 130', async () => {
    const child = start([...many, '--json']);
    child.stdout?.once('data', () => child.kill('SIGINT'));
    const { status, stdout, stderr } = await end(child);
    expect(status).toBe(130);
    expect(stderr.trim()).toBe('caption: interrupted');
    const lines = stdout.split('\n').slice(0, -1);
    expect(stdout.endsWith('\n')).toBe(true);
    expect(lines.length).toBeLessThan(60);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ image: cat });
  });

  it('holds at most 450 MB for one photo', async () => {
    const report = "process.on('exit', () => console.error(process.resourceUsage().maxRSS))";
    const { status, stderr } = await end(start([cat], ['--import', `data:text/javascript,${report}`]));
    expect(status).toBe(0);
    const megabytes = Number(stderr) / 1000;
    expect(megabytes).toBeGreaterThan(30);
    expect(megabytes).toBeLessThanOrEqual(450);
  });
});
