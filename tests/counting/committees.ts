import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** An approval profile with the committees that another program (abcvoting, MIT) found for it, by rule. */
export type KnownCommittees = {
	name: string;
	options: number;
	seats: number;
	ballots: number[][];
	/** Every committee that some way of breaking ties gives. */
	all: Map<string, Set<string>>;
	/** What one way of breaking ties gives. */
	one: Map<string, Set<string>>;
};

export const nameOf = (committee: readonly number[]): string => committee.toSorted((a, b) => a - b).join(',');

export function knownCommittees(path: string): KnownCommittees[] {
	return filesOf(gunzipSync(readFileSync(path))).map(({ name, text }) => {
		const before = text.slice(0, text.indexOf('\ncompute:'));
		const whole = (key: string) => Number(new RegExp(`^${key}: (\\d+)`, 'm').exec(before)?.[1]);
		const all = new Map<string, Set<string>>();
		const one = new Map<string, Set<string>>();
		for (const [, rule = '', result = '', resolute] of text.matchAll(
			/- rule_id: (\S+)\n {2}result:([\s\S]*?)\n {2}resolute: (\w+)/g,
		))
			if (result.trim()) (resolute === 'true' ? one : all).set(rule, new Set(list(result).map(nameOf)));
		return {
			name,
			options: whole('num_cand'),
			seats: whole('committeesize'),
			ballots: list(/^profile: ([\s\S]*?\]\])/m.exec(before)?.[1] ?? ''),
			all,
			one,
		};
	});
}

/** Lists in brackets are JSON, broken over lines. */
const list = (text: string) => JSON.parse(text.trim()) as number[][];

/** The files of a tar: blocks of 512 bytes, a head with name and octal size before each. */
function filesOf(tar: Buffer): { name: string; text: string }[] {
	const files: { name: string; text: string }[] = [];
	for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
		const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
		const size = Number.parseInt(tar.toString('ascii', at + 124, at + 136), 8);
		if (name.endsWith('.yaml')) files.push({ name, text: tar.toString('utf8', at + 512, at + 512 + size) });
		at += 512 + Math.ceil(size / 512) * 512;
	}
	return files;
}
