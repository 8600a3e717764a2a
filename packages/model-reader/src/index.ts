/**
 * The folder of the embedded reader: `config.json`, `reader.safetensors`, and the folder `encoder/` of the text encoder
 * whose embeddings of word pieces it shares.
 *
 * A `file:` URL on Node; nothing is read until a model is opened.
 */
export const modelFolder: URL = new URL('../model/', import.meta.url);

/**
 * The folder of the text encoder alone, all-MiniLM-L6-v2 as 8-bit integers: `config.json`, `model.safetensors`,
 * `tokenizer.json` and `sentence_bert_config.json`, as `createSentenceEncoder` of `@crossattn/text` opens it.
 */
export const encoderFolder: URL = new URL('encoder/', modelFolder);
