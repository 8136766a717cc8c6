/** Whom to believe (c2sp.org/tlog-policy): the keys of logs and witnesses, and how many witnesses must have cosigned. */

import { toHex } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { cosignatureKind, ed25519Kind, parseKey, type VerifierKey } from './note.ts';
import { Unproven } from './unproven.ts';

export type Quorum = { need: number; of: (VerifierKey | Quorum)[] };
export type Policy = {
	logs: { key: VerifierKey; url: string | null }[];
	witnesses: { key: VerifierKey; url: string | null }[];
	quorum: Quorum;
};

const nobody: Quorum = { need: 0, of: [] };

/** At least `need` of these witnesses. */
export function policyOf(
	logs: readonly VerifierKey[],
	witnesses: readonly VerifierKey[],
	need: number,
): Policy {
	return {
		logs: logs.map((key) => ({ key, url: null })),
		witnesses: witnesses.map((key) => ({ key, url: null })),
		quorum: { need, of: [...witnesses] },
	};
}

export function parsePolicy(crypto: Crypto, text: string): Policy {
	const policy: Policy = { logs: [], witnesses: [], quorum: nobody };
	const named = new Map<string, VerifierKey | Quorum>();
	const members = new Set<string>();
	let settled = false;
	for (const [i, line] of text.split('\n').entries()) {
		const wrong = (why: string) => new Unproven('malformed', `policy, line ${i + 1}: ${why}`);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a policy may not contain
		if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) throw wrong('control characters');
		const [word = '', ...rest] = line.split(/[ \t]+/).filter(Boolean);
		if (word === '' || word.startsWith('#')) continue;
		const name = (taken: string | undefined, what: VerifierKey | Quorum) => {
			if (!taken || taken === 'none' || named.has(taken)) throw wrong('a name that is missing or taken');
			named.set(taken, what);
		};
		if (word === 'log' && rest.length >= 1 && rest.length <= 2)
			add(policy.logs, parseKey(crypto, rest[0]!), ed25519Kind, rest[1], wrong);
		else if (word === 'witness' && rest.length >= 2 && rest.length <= 3) {
			const key = parseKey(crypto, rest[1]!);
			add(policy.witnesses, key, cosignatureKind, rest[2], wrong);
			name(rest[0], key);
		} else if (word === 'group' && rest.length >= 3) {
			const of = rest.slice(2).map((member) => {
				const found = named.get(member);
				if (!found || members.has(member)) throw wrong(`${member} is unknown or a member already`);
				members.add(member);
				return found;
			});
			const need = rest[1] === 'all' ? of.length : rest[1] === 'any' ? 1 : Number(rest[1]);
			if (!/^(all|any|[1-9]\d*)$/.test(rest[1]!) || need > of.length) throw wrong('how many are needed');
			name(rest[0], { need, of });
		} else if (word === 'quorum' && rest.length === 1 && !settled) {
			const found = named.get(rest[0]!);
			if (!found && rest[0] !== 'none') throw wrong(`${rest[0]} is unknown`);
			policy.quorum = !found ? nobody : 'need' in found ? found : { need: 1, of: [found] };
			settled = true;
		} else throw wrong('not understood');
	}
	if (!settled) throw new Unproven('malformed', 'the policy has no quorum');
	return policy;
}

function add(
	to: Policy['logs'],
	key: VerifierKey,
	kind: number,
	url: string | undefined,
	wrong: (why: string) => Error,
): void {
	if (key.kind !== kind) throw wrong('a key of another kind');
	if (to.some((one) => toHex(one.key.publicKey) === toHex(key.publicKey))) throw wrong('the same key twice');
	to.push({ key, url: url ?? null });
}

/** Whether those who cosigned are enough. */
export function isQuorum(quorum: Quorum, cosigned: readonly VerifierKey[]): boolean {
	const convinced = quorum.of.filter((one) =>
		'need' in one ? isQuorum(one, cosigned) : cosigned.includes(one),
	);
	return convinced.length >= quorum.need;
}
