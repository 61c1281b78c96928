const largestBytes = 300_000;

/**
 * A PNG or JPEG file as a data URL, or null where it is too large, of another kind, or no picture that can be drawn. The
 * kind is what the file's first bytes say, not its name.
 */
export async function readLogo(file: File): Promise<string | null> {
  if (file.size === 0 || file.size > largestBytes) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = kindOf(bytes);
  if (kind === null) return null;
  const url = `data:${kind};base64,${base64(bytes)}`;
  return (await canBeDrawn(url)) ? url : null;
}

function kindOf(bytes: Uint8Array): 'image/png' | 'image/jpeg' | null {
  const startsWith = (...first: readonly number[]): boolean => first.every((byte, index) => bytes[index] === byte);
  if (startsWith(0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  return startsWith(0xff, 0xd8, 0xff) ? 'image/jpeg' : null;
}

function base64(bytes: Uint8Array): string {
  let text = '';
  // In parts: all the bytes at once are more arguments than a call may have.
  for (let from = 0; from < bytes.length; from += 8192) {
    text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  }
  return btoa(text);
}

function canBeDrawn(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const image = new Image();
    image.addEventListener('load', () => resolve(image.naturalWidth > 0));
    image.addEventListener('error', () => resolve(false));
    image.src = url;
  });
}
