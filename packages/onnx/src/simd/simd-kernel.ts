import { attendModule } from './attend-module.js';
import type { LinearMemory, WebAssemblyApi } from './web-assembly.js';

/** The exported function: see assembly/attend.ts. */
type AttendFunction = (...values: number[]) => void;

/** A memory of its own with the function that computes in it. */
export interface SimdInstance {
  readonly memory: LinearMemory;
  readonly attend: AttendFunction;
}

/** The compiled kernel; `undefined` where WebAssembly or its vectors are missing or forbidden. */
export class SimdKernel {
  #compiled: { readonly api: WebAssemblyApi; readonly module: object } | undefined;
  #tried = false;

  /** @returns `undefined` also where no memory is to be had, for which there is no other sign. */
  instantiate(pages: number): SimdInstance | undefined {
    const compiled = this.#compile();
    if (compiled === undefined) return undefined;
    const { api, module } = compiled;
    try {
      const memory = new api.Memory({ initial: pages });
      const { exports } = new api.Instance(module, { env: { memory } });
      return { memory, attend: (exports as { readonly attend: AttendFunction }).attend };
    } catch {
      return undefined;
    }
  }

  #compile(): { readonly api: WebAssemblyApi; readonly module: object } | undefined {
    if (this.#tried) return this.#compiled;
    this.#tried = true;
    const { WebAssembly: api } = globalThis as unknown as { readonly WebAssembly?: WebAssemblyApi };
    try {
      const bytes = Uint8Array.from(atob(attendModule), (letter) => letter.charCodeAt(0));
      if (api !== undefined) this.#compiled = { api, module: new api.Module(bytes) };
    } catch {
      this.#compiled = undefined;
    }
    return this.#compiled;
  }
}
