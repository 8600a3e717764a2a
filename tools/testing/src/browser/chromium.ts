import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

const launchTimeout = 120_000;

/** Debian's Chromium with SwiftShader as its WebGPU adapter, and titles that say so where it is absent. */
export const browser = {
  absent: executablePath === undefined,
  title: (text: string): string => (executablePath ? text : `${text} (no Chromium here)`),
  /**
   * Milliseconds for a hook that launches the browser and opens a page: more than their own timeouts add up to, so that
   * what hangs is named by its own error. A cold start beside other work may take a minute.
   */
  startTimeout: launchTimeout + 120_000,
  launch(): Promise<Browser> {
    return chromium.launch({
      executablePath: executablePath as string,
      timeout: launchTimeout,
      args: [
        '--no-sandbox',
        '--enable-unsafe-webgpu',
        '--use-webgpu-adapter=swiftshader',
        '--use-vulkan=swiftshader',
        '--enable-features=Vulkan',
        // SwiftShader compiles the clearing of workgroup memory element by element; the kernels do not need it.
        '--enable-dawn-features=disable_workgroup_init',
      ],
    });
  },
};

/**
 * An empty page of a secure origin, which WebGPU asks for, that runs a script.
 *
 * @param files - What lies beside the page, by name: paths of files.
 */
export async function openPage(
  instance: Browser,
  script: string,
  files: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const page = await instance.newPage();
  const origin = 'https://crossattn.test/';
  await page.route(`${origin}**`, (route) => {
    const file = files[new URL(route.request().url()).pathname.slice(1)];
    return route.fulfill(file ? { path: file } : { contentType: 'text/html', body: '<!doctype html>' });
  });
  await page.goto(origin);
  await page.addScriptTag({ type: 'module', content: script });
  return page;
}
