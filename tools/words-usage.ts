import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export type Use = { file: string; line: number; key: string };
export type Pattern = { file: string; line: number; text: string; regexp: RegExp };
export type Usage = {
	/** Every quoted dotted word in the code: whether it is a key, the catalogue knows. */
	literals: Set<string>;
	/** Codes given to refuse(), invalid() and t.any(): they must be keys. */
	codes: Use[];
	/** t.any(`appeals.state.${state}`): every key of that shape is used. */
	patterns: Pattern[];
};

const literal = /(['"`])([a-z][\w-]*(?:\.[\w-]+)+)\1/g;
const code =
	/(?:\brefuse\(\s*|\bnew Refusal\(\s*|\bfield\b[^{}]{0,80}?\bcode:\s*|\bany\(\s*)(['"])([a-z][\w-]*(?:\.[\w-]+)+)\1/g;
/** What is recorded in the journal is shown there in words. */
const recorded = /\baction:\s*(['"])([a-z][\w-]*(?:\.[\w-]+)+)\1/g;
const template = /(?:\brefuse\(\s*|\bfield\b[^{}]{0,80}?\bcode:\s*|\bany\(\s*)`([^`]*\$\{[^`]*)`/g;

export function* sources(root: string, wanted: RegExp): Generator<string> {
	for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
		if (entry.isFile() && wanted.test(entry.name)) yield join(entry.parentPath, entry.name);
	}
}

/** Reads which words the code asks for. Tests do not count: a key that only a test asks for is unused. */
export function readUsage(root: string, folder = join(root, 'src')): Usage {
	const usage: Usage = { literals: new Set(), codes: [], patterns: [] };
	for (const path of sources(folder, /(?<!\.test)\.(ts|svelte)$/)) {
		const file = relative(root, path);
		if (file.startsWith(join('src', 'words'))) continue;
		// An example in a comment asks for nothing.
		const text = readFileSync(path, 'utf8').replace(/^\s*(\/\*[\s\S]*?\*\/|\/\/.*)/gm, (comment) =>
			comment.replace(/[^\n]/g, ' '),
		);
		const line = (at: number) => text.slice(0, at).split('\n').length;
		for (const match of text.matchAll(literal)) usage.literals.add(match[2]!);
		for (const match of text.matchAll(code))
			usage.codes.push({ file, line: line(match.index), key: match[2]! });
		for (const match of text.matchAll(recorded))
			usage.codes.push({ file, line: line(match.index), key: `audit.did.${match[2]}` });
		for (const match of text.matchAll(template)) {
			const shape = match[1]!.split(/\$\{[^}]*\}/);
			// Without a prefix it would claim every word there is.
			if (!/^[a-z][\w-]*[.-]/.test(shape[0]!)) continue;
			const regexp = new RegExp(`^${shape.map((part) => part.replace(/[.-]/g, '\\$&')).join('.+')}$`);
			usage.patterns.push({ file, line: line(match.index), text: match[1]!, regexp });
		}
	}
	return usage;
}
