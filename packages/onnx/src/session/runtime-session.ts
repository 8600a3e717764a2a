import { RunningCalls, type Tensor } from '@crossattn/core';
import type { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import { platform } from '#platform';
import { OnnxError } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import type { BoundRun } from './bound-run.js';
import { checkFeeds } from './check-feeds.js';
import { fromRuntimeTensor, runtimeElements, toRuntimeTensor } from './convert-tensor.js';
import { DeviceTensor } from './device-tensor.js';
import type { Feed } from './feed.js';
import type { Runtime } from './runtime.js';
import { runtimeFailure } from './runtime-failure.js';
import type { Session } from './session.js';
import { sessionDisposed } from './session-disposed.js';

type Feeds = Readonly<Record<string, Feed>>;
type RuntimeTensors = Readonly<Record<string, RuntimeTensor>>;

/** A session on ONNX Runtime's JavaScript API. */
export class RuntimeSession implements Session {
  readonly name: string;
  readonly inputs: Session['inputs'];
  readonly outputs: Session['outputs'];
  readonly #runtime: Runtime;
  readonly #native: InferenceSession;
  readonly #runs = new RunningCalls();

  constructor(graph: Graph, runtime: Runtime, native: InferenceSession) {
    this.name = graph.name;
    this.inputs = graph.inputs;
    this.outputs = graph.outputs;
    this.#runtime = runtime;
    this.#native = native;
  }

  run<Name extends string>(feeds: Feeds, outputs?: readonly Name[]): Promise<Record<Name, Tensor>> {
    const names: readonly string[] = outputs ?? this.outputs.map(({ name }) => name);
    const take = (results: RuntimeTensors) => {
      const tensors: Record<string, Tensor> = {};
      for (const name of names) {
        const tensor = results[name];
        if (tensor !== undefined) tensors[name] = fromRuntimeTensor(tensor, this.#output(name).type);
      }
      return tensors;
    };
    return this.#run(() => this.#handOver(feeds, names), names, take);
  }

  /** Refuses feeds and outputs that do not fit. @throws OnnxError as `run`, but for disposal */
  check(feeds: Feeds, outputs: readonly string[]): void {
    checkFeeds(this.name, this.inputs, feeds);
    for (const name of outputs) this.#output(name);
  }

  /** Runs a session whose outputs stay on the GPU. */
  runOnDevice(feeds: Feeds, output: string): Promise<DeviceTensor> {
    const names = [output];
    const take = (results: RuntimeTensors) =>
      new DeviceTensor(results[output] as RuntimeTensor, this.#output(output).type);
    return this.#run(() => this.#handOver(feeds, names), names, take);
  }

  /**
   * Checks feeds and hands them over to ONNX Runtime once, for runs that differ in the elements of one of them.
   *
   * @param varying - the name of that one, whose type and shape stay
   * @throws OnnxError as `run`
   */
  bind(feeds: Feeds, varying: string, output: string): BoundRun {
    const names = [output];
    // A place that is taken, and filled in a copy: to add one there takes longer than all else that is done before a run.
    const fixed = { ...this.#handOver(feeds, names), [varying]: undefined };
    const { type, shape } = feeds[varying] as Feed;
    const { type: outputType } = this.#output(output);
    return (elements, take) => {
      const handOver = () => {
        const tensors: Record<string, RuntimeTensor | undefined> = { ...fixed };
        tensors[varying] = toRuntimeTensor(this.#runtime, varying, { type, shape, data: elements } as Tensor);
        return tensors as RuntimeTensors;
      };
      const takeOutput = (results: RuntimeTensors) =>
        take(runtimeElements(results[output] as RuntimeTensor, outputType));
      return this.#run(handOver, names, takeOutput);
    };
  }

  /** The one asynchronous function between a caller and ONNX Runtime: after a native call each costs a microsecond. */
  async #run<Result>(
    handOver: () => RuntimeTensors,
    names: readonly string[],
    take: (results: RuntimeTensors) => Result | Promise<Result>,
  ): Promise<Result> {
    if (!this.#runs.begin()) throw sessionDisposed(this.name);
    try {
      const feeds = handOver();
      if (names.length === 0) return take({});
      return take(await platform.alone(() => this.#native.run(feeds, names)));
    } catch (cause) {
      if (cause instanceof OnnxError) throw cause;
      throw runtimeFailure(`graph '${this.name}' failed`, 'run-failed', cause);
    } finally {
      this.#runs.end();
    }
  }

  dispose(): Promise<void> {
    return this.#runs.close(() => platform.alone(() => this.#native.release()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  /** @throws OnnxError as `check` */
  #handOver(feeds: Feeds, outputs: readonly string[]): RuntimeTensors {
    this.check(feeds, outputs);
    const tensors: Record<string, RuntimeTensor> = {};
    for (const { name } of this.inputs) {
      const feed = feeds[name] as Feed;
      tensors[name] = feed instanceof DeviceTensor ? feed.native : toRuntimeTensor(this.#runtime, name, feed);
    }
    return tensors;
  }

  #output(name: string): Session['outputs'][number] {
    for (const output of this.outputs) if (output.name === name) return output;
    const known = this.outputs.map((value) => value.name).join(', ');
    throw new OnnxError('unknown-output', `graph '${this.name}': '${name}' is no output; the outputs are ${known}`);
  }
}
