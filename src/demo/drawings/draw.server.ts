import { randomOf } from '../random.ts';
import { paint, penOf, signed } from './pen.ts';
import { pictures } from './pictures.ts';
import type { Scene } from './scene.ts';

const width = 960;
const height = 640;

/** The drawing as SVG: the same scene, moment and seed give the same drawing. */
export function drawing(scene: Scene, moment: 'before' | 'after', seed: string): string {
	// before and after show one place: the surroundings are drawn from the same seed
	const pen = penOf(randomOf(`${scene} ${seed}`));
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="${paint.paper}"/>${pictures[scene](pen, moment === 'after')}<rect x="8" y="8" width="${width - 16}" height="${height - 16}" fill="none" stroke="${paint.paper}" stroke-width="16"/>${signed(width, height)}</svg>`;
}

export async function drawn(scene: Scene, moment: 'before' | 'after', seed: string): Promise<Buffer> {
	const { default: sharp } = await import('sharp');
	return sharp(Buffer.from(drawing(scene, moment, seed)))
		.png({ palette: true, quality: 80, effort: 3 })
		.toBuffer();
}
