/** A small `config.json` that is right in every field, fresh each time. */
export function imageTextJson() {
  return {
    model_type: 'crossattn-image-text',
    format_version: 2,
    revision: 'test-1',
    vision: {
      type: 'efficientnet-lite',
      image_size: 64,
      resize: 'squeeze',
      mean: [127, 127, 127],
      std: [128, 128, 128],
      stem: { out: 4, kernel: 3, stride: 2 },
      stages: [
        { repeats: 1, kernel: 3, stride: 1, expand: 1, in: 4, out: 4 },
        { repeats: 2, kernel: 5, stride: 2, expand: 6, in: 4, out: 8 },
      ],
      head_channels: 16,
      padding: 'same',
    },
    bridge: { width: 8, layers: 1, heads: 2, feed_forward: 16, positions: 256 },
    text: { width: 8, layers: 2, heads: 4, feed_forward: 32, max_length: 6 },
    decoder: {
      width: 8,
      layers: 2,
      heads: 2,
      feed_forward: 16,
      max_length: 12,
      vocabulary_size: 9,
      activation: 'gelu',
      norm_epsilon: 1e-5,
    },
    tokens: { pad: 0, unknown: 1, end: 2 },
    tasks: {
      caption: { prompt: [3], generation: { beams: 3, length_penalty: 0.7, max_tokens: 10, no_repeat_ngram: 2 } },
      answer: { prompt: [4, 3], generation: { beams: 5, length_penalty: 0, max_tokens: 4, no_repeat_ngram: 0 } },
    },
  };
}

/** A word-level `tokenizer.json` of the same nine tokens, fresh each time. */
export function wordLevelJson() {
  const special = ['<pad>', '<unk>', '<end>', '<caption>', '<answer>'];
  const words = [...special, 'a', 'dog', 'runs', 't-shirt'];
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: null,
    decoder: null,
    model: { type: 'WordLevel', vocab: Object.fromEntries(words.map((word, id) => [word, id])), unk_token: '<unk>' },
  };
}
