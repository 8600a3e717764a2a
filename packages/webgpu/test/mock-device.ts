interface BindGroupEntry {
  readonly binding: number;
  readonly resource: { readonly buffer: { readonly size: number } };
}

/** A `GPUDevice` that computes nothing and counts everything: what was allocated, uploaded, dispatched. */
export class MockDevice {
  readonly features = new Set<string>();
  readonly limits: Record<string, number>;
  readonly lost: Promise<{ reason: string; message: string }>;
  /** Bytes of buffers that exist, the most there were, and the largest of them. */
  liveBytes = 0;
  peakBytes = 0;
  largestBuffer = 0;
  createdBuffers = 0;
  /** Bytes that the queue took up since it was last waited for, the most there were, and all of them. */
  pendingBytes = 0;
  peakPendingBytes = 0;
  uploadedBytes = 0;
  destroyed = false;
  readonly dispatches: [number, number][] = [];
  readonly bindGroups: BindGroupEntry[][] = [];
  /** The next error scope of that kind reports it. */
  nextError: { filter: string; error: { message: string } } | undefined;
  nextPipelineError: Error | undefined;
  readonly #scopes: string[] = [];
  #lose: (info: { reason: string; message: string }) => void = () => undefined;
  #isLost = false;

  constructor(limits: Record<string, number> = {}) {
    this.limits = {
      maxStorageBufferBindingSize: 134_217_728,
      maxBufferSize: 268_435_456,
      maxComputeWorkgroupStorageSize: 16_384,
      maxComputeInvocationsPerWorkgroup: 256,
      maxComputeWorkgroupSizeX: 256,
      maxComputeWorkgroupsPerDimension: 65_535,
      ...limits,
    };
    this.lost = new Promise((resolve) => {
      this.#lose = resolve;
    });
  }

  /** As the type that the backend takes. */
  get gpu(): GPUDevice {
    return this as unknown as GPUDevice;
  }

  lose(message: string): void {
    this.#isLost = true;
    this.#lose({ reason: 'unknown', message });
  }

  destroy(): void {
    this.destroyed = true;
  }

  createBuffer({ size }: { size: number }) {
    this.createdBuffers += 1;
    this.liveBytes += size;
    this.peakBytes = Math.max(this.peakBytes, this.liveBytes);
    this.largestBuffer = Math.max(this.largestBuffer, size);
    return {
      size,
      destroy: () => {
        this.liveBytes -= size;
      },
      mapAsync: async () => {
        if (this.#isLost) throw new Error('the device is lost');
      },
      getMappedRange: (_offset: number, bytes: number) => new ArrayBuffer(bytes),
      unmap: () => undefined,
    };
  }

  createShaderModule() {
    return {};
  }

  async createComputePipelineAsync() {
    const error = this.nextPipelineError;
    this.nextPipelineError = undefined;
    if (error) throw error;
    return { getBindGroupLayout: () => ({}) };
  }

  createBindGroup({ entries }: { entries: BindGroupEntry[] }) {
    this.bindGroups.push(entries);
    return {};
  }

  createCommandEncoder() {
    return {
      beginComputePass: () => ({
        setPipeline: () => undefined,
        setBindGroup: () => undefined,
        dispatchWorkgroups: (x: number, y: number) => this.dispatches.push([x, y]),
        end: () => undefined,
      }),
      copyBufferToBuffer: () => undefined,
      finish: () => ({}),
    };
  }

  readonly queue = {
    submit: () => undefined,
    writeBuffer: (
      _buffer: unknown,
      _offset: number,
      data: ArrayBufferView | ArrayBuffer,
      start = 0,
      count?: number,
    ) => {
      const bytesPerElement = (data as Partial<Uint8Array>).BYTES_PER_ELEMENT ?? 1;
      const bytes = count === undefined ? data.byteLength - start * bytesPerElement : count * bytesPerElement;
      this.uploadedBytes += bytes;
      this.pendingBytes += bytes;
      this.peakPendingBytes = Math.max(this.peakPendingBytes, this.pendingBytes);
    },
    onSubmittedWorkDone: async () => {
      this.pendingBytes = 0;
    },
  };

  pushErrorScope(filter: string): void {
    this.#scopes.push(filter);
  }

  async popErrorScope(): Promise<{ message: string } | null> {
    const filter = this.#scopes.pop();
    const next = this.nextError;
    if (!next || next.filter !== filter) return null;
    this.nextError = undefined;
    return next.error;
  }
}
