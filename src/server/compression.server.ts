import type Compression from 'compression';
import { importMended, type Mend } from '#platform/mended.server.ts';

/**
 * The library that compresses answers. It gives each answer four functions of its own, which V8 lays into old memory together with the
 * answer, since they are written where they are given to a property: docs/decisions/young-memory.md.
 */
export const mends: readonly Mend[] = [
	['res.flush = function flush () {', 'const flush = function flush () {'],
	['res.write = function write (chunk, encoding) {', 'const write = function write (chunk, encoding) {'],
	['res.end = function end (chunk, encoding) {', 'const end = function end (chunk, encoding) {'],
	['res.on = function on (type, listener) {', 'const on = function on (type, listener) {'],
	[
		'    function nocompress (msg) {',
		'    res.flush = flush\n    res.write = write\n    res.end = end\n    res.on = on\n\n    function nocompress (msg) {',
	],
];

const { default: compression } = await importMended<{ default: typeof Compression }>('compression', {
	'/compression/index.js': mends,
});

export { compression };
