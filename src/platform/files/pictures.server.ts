import type Sharp from 'sharp';
import { refuse } from '../errors/door.ts';
import type { VariantWidth } from './file.ts';
import { readShot } from './shot.ts';

/** More pixels than any camera of today gives: above it a small file may ask for gigabytes of memory. */
export const pixelLimit = 120_000_000;
/** The longest side that is kept, in pixels: enough to print a page and to read a sign on a photograph. */
export const longestSide = 3840;

let loading: Promise<typeof Sharp> | undefined;
/**
 * libvips comes with the first picture: it takes 20 MB, and many processes never see one. One picture uses one core, and
 * nothing is kept between pictures, so that memory at rest stays low.
 */
function libvips(): Promise<typeof Sharp> {
	loading ??= import('sharp').then(({ default: sharp }) => {
		sharp.cache(false);
		sharp.concurrency(1);
		return sharp;
	});
	return loading;
}

let busy = 0;
const waiting: (() => void)[] = [];
/** Two pictures at once at most: each may take tens of megabytes while it is worked on. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (busy >= 2) await new Promise<void>((resume) => waiting.push(resume));
	else busy++;
	try {
		return await work();
	} finally {
		const next = waiting.shift();
		if (next) next();
		else busy--;
	}
}

/**
 * Decodes a picture and writes it anew: turned as the camera was held, without EXIF (place, owner, device), without
 * anything that was hidden behind the pixels; the place and time of the shot are answered once. Refuses what cannot be decoded and what is too large to decode.
 */
export async function rewritePicture(from: string, to: string, type: string, name: string) {
	return inTurn(async () => {
		const sharp = await libvips();
		const shape = await sharp(from, { limitInputPixels: false })
			.metadata()
			.catch((cause) => broken(cause, name));
		// Each page of a moving picture is decoded too.
		const pixels = shape.width * shape.height;
		if (pixels > pixelLimit)
			refuse('files.too-many-pixels', { name, pixels: Math.round(pixels / 1e6), limit: pixelLimit / 1e6 });
		const picture = sharp(from, { limitInputPixels: pixelLimit, failOn: 'error' })
			.rotate()
			.resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
			.toColourspace('srgb');
		const written =
			type === 'image/png' || type === 'image/gif'
				? picture.png({ compressionLevel: 8 })
				: type === 'image/webp' || type === 'image/avif'
					? picture.webp({ quality: 84 })
					: picture.jpeg({ quality: 84, mozjpeg: true });
		const { width, height, size, format } = await written.toFile(to).catch((cause) => broken(cause, name));
		return { width, height, size, ...kept(format), shot: readShot(shape.exif) };
	});
}

/** A smaller copy of a kept picture. JPEG has no transparency: it gets white paper behind. */
export async function makeVariant(from: Buffer, to: string, width: VariantWidth, format: 'webp' | 'jpeg') {
	await inTurn(async () => {
		const sharp = await libvips();
		const picture = sharp(from, { limitInputPixels: pixelLimit }).resize({ width, withoutEnlargement: true });
		await (format === 'webp'
			? picture.webp({ quality: 78 })
			: picture.flatten({ background: '#ffffff' }).jpeg({ quality: 80, mozjpeg: true })
		).toFile(to);
	});
}

function kept(format: string): { type: string; ext: string } {
	if (format === 'png') return { type: 'image/png', ext: 'png' };
	if (format === 'webp') return { type: 'image/webp', ext: 'webp' };
	return { type: 'image/jpeg', ext: 'jpg' };
}

function broken(_cause: unknown, name: string): never {
	refuse('files.broken-picture', { name });
}
