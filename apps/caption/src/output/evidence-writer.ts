import type { Caption } from '@crossattn/captioning';
import type { ReadablePhoto } from '@crossattn/command-line';
import type { SavedEvidence } from '@crossattn/lens/node';
import type { ImageOptions } from '@crossattn/vision';

/** Longer side of the photo inside pages and pictures, in pixels. */
const shownSide = 1024;

/** Writes what each word of a caption looked at, photo by photo, into one folder. */
export class EvidenceWriter {
  readonly #save: (photo: ReadablePhoto, caption: Caption) => Promise<SavedEvidence>;

  private constructor(save: (photo: ReadablePhoto, caption: Caption) => Promise<SavedEvidence>) {
    this.#save = save;
  }

  /** Loads what draws pictures: a caption without them does not wait for it. */
  static async open(folder: string, reading: ImageOptions): Promise<EvidenceWriter> {
    const [{ gatherEvidence }, { EvidenceFolder, embedPhoto }, { fitImage }] = await Promise.all([
      import('@crossattn/lens'),
      import('@crossattn/lens/node'),
      import('@crossattn/vision'),
    ]);
    const evidenceFolder = new EvidenceFolder(folder);
    return new EvidenceWriter(async ({ name, image }, caption) => {
      const photo = await embedPhoto(await fitImage(image, shownSide, reading));
      return evidenceFolder.save(name, {
        title: name === '-' ? 'photo' : name,
        photos: [photo],
        readings: [{ evidence: gatherEvidence(caption) }],
      });
    });
  }

  /** @returns the files that were written */
  save(photo: ReadablePhoto, caption: Caption): Promise<SavedEvidence> {
    return this.#save(photo, caption);
  }
}
