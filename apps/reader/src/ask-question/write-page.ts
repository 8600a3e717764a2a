import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CrossattnError } from '@crossattn/core';
import { citationPage } from '@crossattn/lens';
import type { AskedQuestion } from './asked-question.js';
import { pageAnswer } from './page-answer.js';

/** A page that could not be written. */
class PageError extends CrossattnError<'unwritable'> {
  override readonly name = 'PageError';
}

/**
 * Writes what `--html` asks for.
 *
 * @throws PageError `unwritable`
 */
export async function writePage(file: string, asked: AskedQuestion): Promise<void> {
  const page = citationPage(pageAnswer(asked));
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, page);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PageError('unwritable', `${file} could not be written: ${reason}`, { cause });
  }
}
