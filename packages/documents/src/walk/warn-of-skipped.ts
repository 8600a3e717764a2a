import type { SkippedDocument } from './walk-options.js';

/** What happens to skipped documents that nobody asked about: a warning, but not for photos among texts. */
export function warnOfSkipped({ code, reason }: SkippedDocument): void {
  if (code === 'unsupported-format') return;
  process.emitWarning(reason, { type: 'DocumentWarning', code: 'document-skipped' });
}
