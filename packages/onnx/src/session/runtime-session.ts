import type { Tensor } from '@crossattn/core';
import type { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import { platform } from '#platform';
import { OnnxError } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import { checkFeeds } from './check-feeds.js';
import { fromRuntimeTensor, toRuntimeTensor } from './convert-tensor.js';
import { DeviceTensor } from './device-tensor.js';
import type { Feed } from './feed.js';
import type { Runtime } from './runtime.js';
import type { Session } from './session.js';

type RunResults = Readonly<Record<string, RuntimeTensor>>;

/** A session on ONNX Runtime's JavaScript API. */
export class RuntimeSession implements Session {
  readonly name: string;
  readonly inputs: Session['inputs'];
  readonly outputs: Session['outputs'];
  readonly #runtime: Runtime;
  readonly #running = new Set<Promise<unknown>>();
  #native: InferenceSession | undefined;
  #disposal: Promise<void> | undefined;

  constructor(graph: Graph, runtime: Runtime, native: InferenceSession) {
    this.name = graph.name;
    this.inputs = graph.inputs;
    this.outputs = graph.outputs;
    this.#runtime = runtime;
    this.#native = native;
  }

  run<Name extends string>(
    feeds: Readonly<Record<string, Feed>>,
    outputs?: readonly Name[],
  ): Promise<Record<Name, Tensor>> {
    const names: readonly string[] = outputs ?? this.outputs.map(({ name }) => name);
    return this.#run(feeds, names, (results) => {
      const tensors: Record<string, Tensor> = {};
      for (const name of names) {
        const tensor = results[name];
        if (tensor !== undefined) tensors[name] = fromRuntimeTensor(tensor, this.#output(name).type);
      }
      return tensors;
    });
  }

  /** Refuses feeds and outputs that do not fit. @throws OnnxError as `run` */
  check(feeds: Readonly<Record<string, Feed>>, outputs: readonly string[]): void {
    if (this.#native === undefined) throw this.#disposed();
    checkFeeds(this.name, this.inputs, feeds);
    for (const name of outputs) this.#output(name);
  }

  /** Runs a session whose outputs stay on the GPU. */
  runOnDevice(feeds: Readonly<Record<string, Feed>>, output: string): Promise<DeviceTensor> {
    const take = (results: RunResults) => new DeviceTensor(results[output] as RuntimeTensor, this.#output(output).type);
    return this.#run(feeds, [output], take);
  }

  /** The one asynchronous function between a caller and ONNX Runtime: after a native call each costs a microsecond. */
  async #run<Result>(
    feeds: Readonly<Record<string, Feed>>,
    names: readonly string[],
    take: (results: RunResults) => Result,
  ): Promise<Result> {
    this.check(feeds, names);
    const native = this.#native as InferenceSession;
    if (names.length === 0) return take({});
    const runtimeFeeds: Record<string, RuntimeTensor> = {};
    for (const { name } of this.inputs) {
      const feed = feeds[name] as Feed;
      runtimeFeeds[name] = feed instanceof DeviceTensor ? feed.native : toRuntimeTensor(this.#runtime, name, feed);
    }
    const run = platform.alone(() => native.run(runtimeFeeds, names));
    this.#running.add(run);
    try {
      return take(await run);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new OnnxError('run-failed', `graph '${this.name}' failed: ${reason}`, { cause });
    } finally {
      this.#running.delete(run);
    }
  }

  dispose(): Promise<void> {
    this.#disposal ??= this.#release();
    return this.#disposal;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  async #release(): Promise<void> {
    const native = this.#native;
    this.#native = undefined;
    await Promise.allSettled(this.#running);
    if (native !== undefined) await platform.alone(() => native.release());
  }

  #disposed(): OnnxError {
    return new OnnxError('session-disposed', `the session of graph '${this.name}' was disposed`);
  }

  #output(name: string): Session['outputs'][number] {
    for (const output of this.outputs) if (output.name === name) return output;
    const known = this.outputs.map((value) => value.name).join(', ');
    throw new OnnxError('unknown-output', `graph '${this.name}': '${name}' is no output; the outputs are ${known}`);
  }
}
