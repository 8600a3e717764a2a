import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SentenceEncoder } from '@crossattn/text';
import type { Measurement } from '../measurement.js';
import { runToLine } from '../run-to-line.js';
import { summarize } from '../statistics.js';
import { passagesOfTokens, tokenCount } from './passages-of-tokens.js';
import type { ReadingBenchSettings } from './settings.js';

const runs = 3;
const passagesOfFile = 20;

/** The built app in processes of its own: indexing a folder of text files, answering one question, and memory. */
export async function measureReaderApp(
  encoder: SentenceEncoder,
  settings: ReadingBenchSettings,
  root: string,
): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'crossattn-bench-reader-'));
  const report = join(folder, 'peak.json');
  const watch = new URL('../report-peak-memory.js', import.meta.url).href;
  const model = settings.model === 'embedded' ? [] : ['--model', settings.model];
  const run = async (...argv: string[]) => {
    const app = ['--import', watch, join(root, 'apps/reader/dist/main.js'), ...argv, ...model];
    const result = await runToLine(process.execPath, app, {
      cwd: folder,
      env: { ...process.env, DATABASE_URL: '', CROSSATTN_BENCH_PEAK: report },
    });
    return { ...result, megabytes: JSON.parse(await readFile(report, 'utf8')).kilobytes / 1000 };
  };
  try {
    const tokens = await writeTexts(join(folder, 'texts'), encoder, settings);
    await writeBatch(join(folder, 'batch.jsonl'), encoder, settings);
    const indexing = [];
    const reading = [];
    for (let count = 0; count < runs; count++) {
      indexing.push(await run('index', 'texts', '--store', `store-${count}`, '--json'));
      reading.push(await run('read', '--batch', 'batch.jsonl', '--json'));
    }
    return [
      {
        name: `whole reader index, ${tokens} tokens`,
        unit: 'tokens/s',
        summary: summarize(indexing.map(({ totalMilliseconds }) => (tokens / totalMilliseconds) * 1000)),
        target: { bound: 'at least', value: 6000 },
      },
      {
        name: 'built app, start to answer from 20 passages',
        unit: 'ms',
        summary: summarize(reading.map(({ milliseconds }) => milliseconds)),
      },
      {
        name: 'peak memory of reader index',
        unit: 'MB',
        summary: summarize(indexing.map(({ megabytes }) => megabytes)),
      },
      { name: 'peak memory of reader read', unit: 'MB', summary: summarize(reading.map(({ megabytes }) => megabytes)) },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Writes text files until they have as many tokens as are wanted. @returns how many they have */
async function writeTexts(
  folder: string,
  encoder: SentenceEncoder,
  { texts, indexed }: ReadingBenchSettings,
): Promise<number> {
  await mkdir(folder);
  let tokens = 0;
  for (let begin = 0; tokens < indexed && begin < texts.passages.length; begin += passagesOfFile) {
    const passages = texts.passages.slice(begin, begin + passagesOfFile);
    await writeFile(join(folder, `${begin}.txt`), passages.join('\n\n'));
    tokens += tokenCount(encoder, passages);
  }
  return tokens;
}

async function writeBatch(path: string, encoder: SentenceEncoder, { texts }: ReadingBenchSettings): Promise<void> {
  const passages = passagesOfTokens(encoder, texts.passages, 128, 20);
  await writeFile(path, `${JSON.stringify({ id: 'one', question: texts.questions[0], passages })}\n`);
}
