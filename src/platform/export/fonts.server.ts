import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const faces = [
	'400Regular/PTSerif_400Regular.ttf',
	'400Regular_Italic/PTSerif_400Regular_Italic.ttf',
	'700Bold/PTSerif_700Bold.ttf',
];

/** PT Serif, whole files: what is cut for pages by script has no place in a paper. */
export function readFonts(): Buffer[] {
	const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/pt-serif/package.json'));
	return faces.map((face) => readFileSync(join(folder, face)));
}
