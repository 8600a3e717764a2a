import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AbsentPeer, Contestant } from '../contestant.js';
import type { OpTensors } from '../op-tensors.js';
import { reasonOf } from './reason-of.js';

const script = fileURLToPath(new URL('../../../python/attention_peer.py', import.meta.url));

/** PyTorch's `scaled_dot_product_attention`, in a process of Python's that times each call by itself. */
export async function createPyTorch(
  python: string,
  { query, key, value }: OpTensors,
  threads: number,
): Promise<Contestant | AbsentPeer> {
  const folder = mkdtempSync(join(tmpdir(), 'crossattn-bench-'));
  for (const [name, { data }] of Object.entries({ query, key, value })) writeFileSync(join(folder, name), data);
  const shapes = JSON.stringify({ query: query.shape, key: key.shape, value: value.shape });
  const conversation = new Conversation(spawn(python, [script, folder, shapes, String(threads)]));
  const dispose = async () => {
    await conversation.end();
    rmSync(folder, { recursive: true });
  };
  try {
    const version = await conversation.answer();
    return {
      name: `PyTorch ${version}`,
      kind: 'peer',
      time: async () => Number(await conversation.ask('time')),
      async run() {
        await conversation.ask('output');
        const bytes = readFileSync(join(folder, 'output'));
        return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
      },
      dispose,
    };
  } catch (error) {
    await dispose();
    return { name: 'PyTorch', reason: reasonOf(error) };
  }
}

/** Lines to a process and back. */
class Conversation {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  readonly #ended: Promise<string>;
  #complaint = '';

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    child.stderr.on('data', (chunk) => {
      this.#complaint += chunk;
    });
    // What is written to a process that is gone already shows as its end.
    child.stdin.on('error', () => {});
    this.#ended = new Promise((resolve) => {
      child.on('error', (error) => resolve(error.message));
      child.on('close', () => resolve(this.#complaint.trim().split('\n').at(-1) || 'the process ended'));
    });
  }

  async answer(): Promise<string> {
    const ended = this.#ended.then((reason): never => {
      throw new Error(reason);
    });
    const { value, done } = await Promise.race([this.#lines.next(), ended]);
    if (done) return ended;
    return value;
  }

  ask(question: string): Promise<string> {
    this.#child.stdin.write(`${question}\n`);
    return this.answer();
  }

  async end(): Promise<void> {
    this.#child.stdin.end();
    await this.#ended;
  }
}
