import type { Plugin } from 'vite';
import { exchange } from './vite.exchange.ts';

const door = "from '#platform/http/page-bytes.server.ts';";
const changes: Parameters<typeof exchange>[1] = {
	'svelte/src/internal/server/renderer.js': [
		[
			'renderer.#collect_content(), renderer)',
			"renderer.#collect_content({ head: '', body: '', pieces: [] }), renderer)",
		],
		['content[this.type] += item;', 'content[this.type] += item;\n\t\t\t\tveche.cut(content);'],
		['let body = content.body;', 'let body = veche.bodyOf(content);'],
	],
	'@sveltejs/kit/src/runtime/server/page/render.js': [
		[
			'let body = rendered.body;',
			'let body = rendered.body instanceof veche.Pieces ? veche.mark : rendered.body;',
		],
		[
			'headers.set(\'etag\', `"${hash(transformed)}"`);',
			`veche_bytes = veche.bytesOf(transformed, rendered.body);
		headers.set('etag', veche.entityTag(veche_bytes));
		headers.set('content-length', String(veche_bytes.byteLength));`,
		],
		['const transformed =', 'let veche_bytes;\n\tconst transformed ='],
		[
			"stream_text(transformed + '\\n', chunks)",
			"stream_text(transformed.replace(veche.mark, () => String(rendered.body)) + '\\n', chunks)",
		],
		[': text(transformed, { status, headers });', ': new veche.Page(veche_bytes, { status, headers });'],
	],
};

/**
 * Pages go out in pieces (src/platform/http/page-bytes.server.ts says why): the few lines of the framework that make one text of them are
 * exchanged as it is built. A release of it that has these lines no more stops the build.
 */
export const pagesInPieces = (): Plugin =>
	exchange('veche:pages-in-pieces', changes, `import * as veche ${door}\n`);
