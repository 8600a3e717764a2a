const chunkSize = 0x8000;

/** An image file as a URL that holds it. */
export function imageDataUrl(format: 'png' | 'jpeg', bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += chunkSize) {
    binary += String.fromCharCode(...bytes.subarray(start, start + chunkSize));
  }
  return `data:image/${format};base64,${btoa(binary)}`;
}
