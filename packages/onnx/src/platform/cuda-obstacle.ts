import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What decides whether ONNX Runtime's CUDA provider can be loaded. */
export interface InstalledCuda {
  /** Such as `linux-x64`. */
  readonly platform: string;
  /** Where `onnxruntime-node` has its native libraries; nothing where it is not installed. */
  readonly folder: string | undefined;
  exists(file: string): boolean;
  /** The library that the system's loader does not find when it loads this one; nothing where all are there. */
  missing(library: string): string | undefined;
}

const providers = ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_cuda.so'];

/** Why the CUDA provider cannot be loaded, and how to get what is missing; nothing where it may be tried. */
export function cudaObstacle({ platform, folder, exists, missing }: InstalledCuda): string | undefined {
  if (platform !== 'linux-x64')
    return `onnxruntime-node has CUDA for Linux on x64 alone, and this is ${platform}; try the backend webgpu`;
  if (folder === undefined) return 'onnxruntime-node is not installed';
  const absent = providers.filter((file) => !exists(join(folder, file)));
  if (absent.length > 0)
    return (
      `onnxruntime-node comes without ${absent.join(' and ')}: fetch them by ` +
      '"ONNXRUNTIME_NODE_INSTALL=cuda12 npm rebuild onnxruntime-node", which needs access to api.nuget.org'
    );
  if (missing('libcuda.so.1')) return "NVIDIA's driver (libcuda.so.1) is not installed, or there is no GPU of NVIDIA";
  const library = missing(join(folder, 'libonnxruntime_providers_cuda.so'));
  return library && `${library} is missing: install ${owner(library)}, and name its folder in LD_LIBRARY_PATH`;
}

function owner(library: string): string {
  return library.startsWith('libcudnn')
    ? 'cuDNN 9 for CUDA 12'
    : 'the libraries of CUDA 12 (its runtime, cuBLAS, cuFFT)';
}

/** What is installed on this machine. */
export function installedCuda(): InstalledCuda {
  return {
    platform: `${process.platform}-${process.arch}`,
    folder: nativeFolder(),
    exists: existsSync,
    missing: missingLibrary,
  };
}

function nativeFolder(): string | undefined {
  try {
    const bin = join(dirname(createRequire(import.meta.url).resolve('onnxruntime-node')), '../bin');
    const version = readdirSync(bin).find((name) => name.startsWith('napi-'));
    return version && join(bin, version, process.platform, process.arch);
  } catch {
    return undefined;
  }
}

/** Asks the system's loader: what it cannot find, it names. A library that it loads is no addon of Node, which is fine. */
export function missingLibrary(library: string): string | undefined {
  try {
    process.dlopen({ exports: {} }, library);
  } catch (cause) {
    return /^(\S+): cannot open shared object file/.exec((cause as Error).message)?.[1];
  }
  return undefined;
}
