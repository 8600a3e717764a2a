import { resolve } from 'node:path';
import { type CommandStreams, exitStatus, type GivenOptions, present } from '@crossattn/command-line';
import { type PassageOptions, splitIntoPassages, walkDocuments } from '@crossattn/documents';
import { createReader } from '@crossattn/reading';
import { type IndexableDocument, openStore } from '@crossattn/retrieval';
import { storeLocation } from '../store/store-location.js';
import { IndexingReport } from './indexing-report.js';
import { IndexingSummary } from './indexing-summary.js';
import type { optionDefinitions } from './option-definitions.js';
import { vanishedDocuments } from './vanished-documents.js';

/**
 * Reads documents into a store.
 *
 * @returns the exit status
 */
export async function indexDocuments(
  named: readonly string[],
  given: GivenOptions<typeof optionDefinitions>,
  streams: CommandStreams,
  signal: AbortSignal,
): Promise<number> {
  const paths = named.map((path) => resolve(path));
  const location = storeLocation(given.store);
  await using reader = await createReader({ model: given.model ?? 'embedded', ...present('threads', given.threads) });
  await using store = await openStore(location.location, { encoder: reader.encoder });
  const known = new Map((await store.documents()).map(({ document, hash }) => [document, hash]));
  const { encoder } = reader;
  const passages: PassageOptions = { count: (text) => encoder.countTokens(text), unit: encoder.identity.name };
  const report = new IndexingReport(paths, streams, { quiet: given.quiet, json: given.json });
  let unchanged = 0;
  async function* documents(): AsyncGenerator<IndexableDocument> {
    const walk = walkDocuments(paths, {
      ...present('encoding', given.encoding),
      passages,
      knownHash: (document) => known.get(document),
      onUnchanged: () => {
        unchanged += 1;
      },
      onSkipped: (skipped) => report.skip(skipped),
      onProgress: (progress) => report.advance(progress),
      signal,
    });
    for await (const document of walk) {
      yield { document: document.document, hash: document.hash, passages: splitIntoPassages(document, passages) };
    }
  }
  try {
    const indexed = await store.index(documents(), { signal });
    const vanished = await vanishedDocuments([...known.keys()], paths);
    for (const document of vanished) {
      signal.throwIfAborted();
      await store.remove(document);
    }
    const summary = new IndexingSummary(location.name, await store.documents(), {
      added: indexed.added,
      updated: indexed.updated,
      unchanged: indexed.unchanged + unchanged,
      removed: vanished.length,
      withoutVector: indexed.withoutVector,
      skipped: report.skipped,
      ignored: report.ignored,
    });
    await report.end();
    await streams.output.write(given.json ? summary.json() : summary.text());
  } finally {
    await report.end();
  }
  return report.skipped.length > 0 ? exitStatus.failed : exitStatus.done;
}
