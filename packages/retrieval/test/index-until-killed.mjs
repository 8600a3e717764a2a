// Indexes many documents into the store of a folder, and says so after each. Whoever started it kills it.
import { openStore } from '@crossattn/retrieval';

const encoder = {
  identity: { name: 'words', revision: '1' },
  width: 32,
  embed: async (texts) => ({
    type: 'float32',
    shape: [texts.length, 32],
    data: new Float32Array(texts.length * 32).fill(0.176),
  }),
};

function* documents() {
  for (let number = 0; ; number += 1) {
    const document = `document ${number}`;
    const passages = Array.from({ length: 25 }, (_, page) => {
      const text = `What stands on page ${page} of ${document}: ${`word${number * 25 + page} `.repeat(40)}`;
      return { document, page: page + 1, start: 0, end: text.length, text };
    });
    yield { document, hash: 'whole', passages };
  }
}

const store = await openStore(process.argv[2], { encoder });
await store.index(documents(), { onDocument: ({ document }) => process.stdout.write(`${document}\n`) });
