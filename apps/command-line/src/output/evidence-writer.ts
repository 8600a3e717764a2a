import type { AttendedText } from '@crossattn/lens';
import type { EvidenceFolder, SavedEvidence } from '@crossattn/lens/node';
import type { ImageOptions } from '@crossattn/vision';

/** Longer side of the photo inside pages and pictures, in pixels. */
const shownSide = 1024;

/** A photo as a command knows it. */
export interface ShownPhoto {
  /** As the person named it. */
  readonly name: string;
  /** A path, or the bytes that came on standard input. */
  readonly image: string | Uint8Array;
}

/** A written text about a photo. */
export interface ShownReading {
  readonly written: AttendedText;
  /** The question that it answers, where it does. */
  readonly question?: string;
}

/** Writes what each word about a photo looked at, photo by photo, into one folder. */
export class EvidenceWriter {
  readonly #folder: EvidenceFolder;
  readonly #save: (photo: ShownPhoto, readings: readonly ShownReading[]) => Promise<SavedEvidence>;

  private constructor(
    folder: EvidenceFolder,
    save: (photo: ShownPhoto, readings: readonly ShownReading[]) => Promise<SavedEvidence>,
  ) {
    this.#folder = folder;
    this.#save = save;
  }

  /** Loads what draws pictures: a command that draws none does not wait for it. */
  static async open(folder: string, reading: ImageOptions): Promise<EvidenceWriter> {
    const [{ gatherEvidence }, lens, { fitImage }] = await Promise.all([
      import('@crossattn/lens'),
      import('@crossattn/lens/node'),
      import('@crossattn/vision'),
    ]);
    const evidenceFolder = new lens.EvidenceFolder(folder);
    return new EvidenceWriter(evidenceFolder, async ({ name, image }, readings) => {
      const photo = await lens.embedPhoto(await fitImage(image, shownSide, reading));
      return evidenceFolder.save(name, {
        title: name === '-' ? 'photo' : name,
        photos: [photo],
        readings: readings.map(({ written, question }) => ({
          evidence: gatherEvidence(written),
          ...(question !== undefined && { texts: [question] }),
        })),
      });
    });
  }

  /** Never writes over these photos, should they lie in the folder itself. */
  async keep(names: Iterable<string>): Promise<void> {
    for (const name of names) await this.#folder.keep(name);
  }

  /** @returns the files that were written */
  save(photo: ShownPhoto, readings: readonly ShownReading[]): Promise<SavedEvidence> {
    return this.#save(photo, readings);
  }
}
