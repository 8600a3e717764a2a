import { dirname } from 'node:path';
import { build } from 'esbuild';

/**
 * One minified script for a page.
 *
 * @param entry - An absolute path, or source text with the folder that its imports are found from.
 * @param external - Modules that the page finds by itself.
 */
export async function bundleForBrowser(
  entry: string | { readonly contents: string; readonly folder: string },
  external: readonly string[] = [],
): Promise<string> {
  const folder = typeof entry === 'string' ? dirname(entry) : entry.folder;
  const { outputFiles } = await build({
    ...(typeof entry === 'string'
      ? { entryPoints: [entry] }
      : { stdin: { contents: entry.contents, resolveDir: folder } }),
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: [...external],
    write: false,
    logLevel: 'silent',
  });
  return (outputFiles[0] as { text: string }).text;
}
