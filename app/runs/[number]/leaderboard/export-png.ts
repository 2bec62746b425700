/** Pixels for one of the drawing. */
const ZOOM = 2;

/** An SVG file as a picture, drawn by the browser with the fonts it has; null where it cannot draw so large a one. */
export async function pngOf(svg: string): Promise<Blob | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * ZOOM;
  canvas.height = image.naturalHeight * ZOOM;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
