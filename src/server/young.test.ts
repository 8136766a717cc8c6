import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';

/** Code that runs with requests: `docs/decisions/young-memory.md` says what it must not do, and why. */
const files = globSync('src/{platform,server,pages,routes,capabilities}/**/*.ts')
	.concat(globSync('src/*.ts'))
	.filter((path) => !/\.(test|d)\.ts$/.test(path));

const bare = (node: ts.Expression): ts.Expression =>
	ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)
		? bare(node.expression)
		: node;

const isFunction = (node: ts.Node) => ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** Lines that lay functions into old memory, of those that run more than once. */
function faultsOf(name: string, text: string): string[] {
	const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
	const found: string[] = [];
	const walk = (node: ts.Node, inside: boolean): void => {
		const given =
			ts.isBinaryExpression(node) &&
			node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
			(ts.isPropertyAccessExpression(node.left) || ts.isElementAccessExpression(node.left)) &&
			isFunction(bare(node.right));
		const getter =
			(ts.isGetAccessor(node) || ts.isSetAccessor(node)) && ts.isObjectLiteralExpression(node.parent);
		const field =
			ts.isPropertyDeclaration(node) &&
			!node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) &&
			node.initializer !== undefined &&
			isFunction(bare(node.initializer));
		if ((inside && (given || getter)) || field)
			found.push(`${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
		ts.forEachChild(node, (child) => walk(child, inside || ts.isFunctionLike(node)));
	};
	walk(source, false);
	return found;
}

test('what runs with requests lays no functions into old memory', () => {
	assert.deepEqual(
		files.flatMap((path) => faultsOf(path, readFileSync(path, 'utf8'))),
		[],
	);
});

test('each of the habits is seen, their harmless likes are not', () => {
	const bad = [
		'const f = (a: { end: () => void }) => { a.end = () => {}; };',
		"function f(a: Record<string, unknown>) { a['end'] = (async function () {}) as unknown; }",
		'const f = (x: number) => ({ get x() { return x; } });',
		'class A { own = () => 1; }',
	];
	for (const text of bad) assert.equal(faultsOf('a.ts', text).length, 1, text);
	const good = [
		'module.end = () => {};',
		'const shared = { get x() { return 1; } };',
		'const f = (a: { end: () => void }) => { const end = () => {}; a.end = end; };',
		'class A { get x() { return 1; } static of = () => new A(); }',
		'const f = () => ({ end: () => {} });',
	];
	for (const text of good) assert.equal(faultsOf('a.ts', text).length, 0, text);
});
