import { describe, expect, it } from 'vitest';
import { cudaObstacle, type InstalledCuda, installedCuda, missingLibrary } from './cuda-obstacle.js';

const everything: InstalledCuda = {
  platform: 'linux-x64',
  folder: '/modules/onnxruntime-node/bin/napi-v6/linux/x64',
  exists: () => true,
  missing: () => undefined,
};

describe('what keeps ONNX Runtime from CUDA', () => {
  it('is nothing where all is installed', () => {
    expect(cudaObstacle(everything)).toBeUndefined();
  });

  it.each([
    [{ platform: 'darwin-arm64' }, 'Linux on x64 alone, and this is darwin-arm64'],
    [{ folder: undefined }, 'onnxruntime-node is not installed'],
    [{ exists: (file: string) => !file.endsWith('cuda.so') }, 'without libonnxruntime_providers_cuda.so: fetch'],
    [{ exists: () => false }, 'ONNXRUNTIME_NODE_INSTALL=cuda12'],
    [{ missing: (library: string) => (library === 'libcuda.so.1' ? library : undefined) }, "NVIDIA's driver"],
    [{ missing: needed('libcudnn.so.9') }, 'libcudnn.so.9 is missing: install cuDNN 9'],
    [{ missing: needed('libcublasLt.so.12') }, 'libcublasLt.so.12 is missing: install the libraries of CUDA 12'],
  ])('is %o', (parts, message) => {
    expect(cudaObstacle({ ...everything, ...parts })).toContain(message);
  });

  it.runIf(process.platform === 'linux')('is asked of the loader of the system', () => {
    expect(missingLibrary('libc.so.6')).toBeUndefined();
    expect(missingLibrary('libnowhere.so.1')).toBe('libnowhere.so.1');
    expect(installedCuda().folder).toContain('onnxruntime-node');
  });
});

/** As where the provider's own library is there, and one that it needs is not. */
function needed(library: string) {
  return (loaded: string) => (loaded.endsWith('providers_cuda.so') ? library : undefined);
}
