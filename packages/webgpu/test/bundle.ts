import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** One minified script for a page. */
export async function bundleForBrowser(entry: { contents: string } | { file: string }): Promise<string> {
  const resolveDir = fileURLToPath(new URL('.', import.meta.url));
  const { outputFiles } = await build({
    ...('file' in entry ? { entryPoints: [entry.file] } : { stdin: { contents: entry.contents, resolveDir } }),
    absWorkingDir: resolveDir,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  return (outputFiles[0] as { text: string }).text;
}
