import type { Plugin } from 'vite';
import { exchange } from './vite.exchange.ts';

/**
 * What a page is made with dies with its answer, and V8 clears such things away for almost nothing; unless something in old memory
 * still points at them (docs/decisions/young-memory.md). Two habits of code put it there: a function that is written where it is given
 * to a property, and a getter of its own for every object.
 */
export const youngPages = (): Plugin[] => [
	exchange('veche:getters-for-all', {
		// No page of ours is loaded by a script of the framework (csr is off), so nobody asks which parts of an address a load has read.
		'@sveltejs/kit/src/utils/url.js': [
			[
				'export function make_trackable(url, callback, search_params_callback, allow_hash = false) {',
				'export function make_trackable(url, callback, search_params_callback, allow_hash = false) {\n\tif (!BROWSER) return url;',
			],
		],
		'svelte/src/internal/server/renderer.js': [
			["Object.defineProperty(result, 'html', {", "if (false) Object.defineProperty(result, 'html', {"],
		],
	}),
	{
		name: 'veche:functions-beside-properties',
		apply: 'build',
		renderChunk(code) {
			if (this.environment.name !== 'ssr') return null;
			const places: [at: number, text: string][] = [];
			walk(this.parse(code) as unknown as Node, false, (from, to) =>
				places.push([from, 'Object('], [to, ')']),
			);
			if (places.length === 0) return null;
			return places
				.sort(([a], [b]) => b - a)
				.reduce((text, [at, put]) => text.slice(0, at) + put + text.slice(at), code);
		},
	},
];

type Node = { type: string; start: number; end: number; [key: string]: unknown };
const isFunction = ({ type }: Node) => type === 'ArrowFunctionExpression' || type === 'FunctionExpression';

/**
 * Tells each function that is written where it is given to a property, inside of another function: those of a module are made once.
 * `Object(function)` is the function itself, and no literal.
 */
function walk(node: Node, inside: boolean, tell: (from: number, to: number) => void): void {
	if (node.type === 'AssignmentExpression' && inside) {
		const { left, right } = node as unknown as { left: Node; right: Node };
		if (left.type === 'MemberExpression' && isFunction(right)) tell(right.start, right.end);
	}
	const within = inside || isFunction(node) || node.type === 'FunctionDeclaration';
	for (const value of Object.values(node))
		for (const one of Array.isArray(value) ? value : [value])
			if (one && typeof one === 'object' && typeof (one as Node).type === 'string')
				walk(one as Node, within, tell);
}
