import type { NoticeKind } from '../room.ts';

const kinds = new Map<string, NoticeKind>();

/** Kinds of news that rooms declare in `notices`. Their words are at `notice.<kind>.{kind,title,text}` of the room's catalogue, those of a longer letter at `.mail`. */
export function registerNotices(declared: readonly NoticeKind[]): void {
	for (const one of declared) kinds.set(one.kind, one);
}

export function kindOf(kind: string): NoticeKind {
	const found = kinds.get(kind);
	if (!found) throw new Error(`no room declares the kind of notice ${kind}`);
	return found;
}

export const allKinds = (): readonly NoticeKind[] => [...kinds.values()];

export type Way = { account: boolean; mail: 'at-once' | 'digest' | 'never' };

/**
 * How a kind reaches a person: as chosen, else as declared. What law requires to be sent is always shown, and always
 * mailed at once or in the digest.
 */
export function wayOf(kind: NoticeKind, choice: Way | undefined): Way {
	const way = choice ?? { account: kind.default.account, mail: kind.default.email };
	if (!kind.required) return way;
	const usual = kind.default.email === 'never' ? 'digest' : kind.default.email;
	return { account: true, mail: way.mail === 'never' ? usual : way.mail };
}
