/**
 * The folder of the embedded model: `config.json`, `model.safetensors` and `tokenizer.json`.
 *
 * A `file:` URL on Node; nothing is read until a checkpoint is opened.
 */
export const modelFolder: URL = new URL('../model/', import.meta.url);
