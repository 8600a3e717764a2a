import { describe, expect, it } from 'vitest';
import { pixelsTensor } from './pixels-tensor.js';

describe('pixelsTensor', () => {
  it('separates the planes of each photo and normalises each channel by its own mean and deviation', () => {
    const image = (data: number[]) => ({ side: 2, data: Uint8Array.from(data), originalWidth: 2, originalHeight: 2 });
    const tensor = pixelsTensor(
      [image([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]), image([255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 1, 1])],
      { mean: [1, 2, 3], std: [2, 4, 8] },
    );
    expect(tensor.shape).toEqual([2, 3, 2, 2]);
    expect([...tensor.data.subarray(0, 12)]).toEqual([
      ...[-0.5, 1, 2.5, 4],
      ...[-0.25, 0.5, 1.25, 2],
      ...[-0.125, 0.25, 0.625, 1],
    ]);
    expect([...tensor.data.subarray(12, 16)]).toEqual([127, -0.5, -0.5, 0]);
  });

  it('refuses photos of several sides, and a target that is too short', () => {
    const image = (side: number, length = side * side * 3) => {
      return { side, data: new Uint8Array(length), originalWidth: 2, originalHeight: 2 };
    };
    const normalization = { mean: [0, 0, 0], std: [1, 1, 1] } as const;
    for (const images of [[image(2), image(3)], [image(2, 11)], [image(3), image(2)]]) {
      expect(() => pixelsTensor(images, normalization)).toThrow(expect.objectContaining({ code: 'invalid-pixels' }));
    }
    const short = () => pixelsTensor([image(2)], normalization, new Float32Array(11));
    expect(short).toThrow(expect.objectContaining({ code: 'invalid-pixels' }));
  });
});
