import { checkCompleteness } from './check-completeness.js';
import { linesOf, type PageLine } from './page-line.js';
import { pdfError } from './pdf-error.js';
import { usableTitle } from './usable-title.js';

/** A PDF that is open. */
export interface OpenPdf extends AsyncDisposable {
  readonly pages: number;
  /** Lines of a page, counted from 1. */
  linesOf(page: number): Promise<PageLine[]>;
  /** What the file's information says, where that is a title. */
  title(): Promise<string | undefined>;
}

/**
 * Opens a PDF with PDF.js, which is loaded when the first PDF is met.
 *
 * @throws {@link DocumentError} `encrypted-pdf`, `broken-pdf`
 */
export async function openPdf(bytes: Uint8Array, document: string, signal: AbortSignal | undefined): Promise<OpenPdf> {
  checkCompleteness(bytes, document);
  // PDF.js takes the bytes that it is given away from their owner, who may change them while it is loaded.
  const data = new Uint8Array(bytes);
  const { getDocument, VerbosityLevel } = await import('unpdf/pdfjs');
  signal?.throwIfAborted();
  const task = getDocument({
    data,
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: true,
  });
  const refuse = (error: unknown): never => {
    throw pdfError(error, document);
  };
  try {
    const pdf = await task.promise;
    return {
      pages: pdf.numPages,
      async linesOf(number) {
        const page = await pdf.getPage(number).catch(refuse);
        const { items } = await page.getTextContent().catch(refuse);
        page.cleanup();
        return linesOf(items.filter((item) => 'str' in item));
      },
      async title() {
        const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
        return usableTitle(info);
      },
      [Symbol.asyncDispose]: () => task.destroy(),
    };
  } catch (error) {
    await task.destroy();
    return refuse(error);
  }
}
