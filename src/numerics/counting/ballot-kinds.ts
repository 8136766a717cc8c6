/** What a ballot may hold. Lengths are numbers of marked options. */
export type BallotKind =
	| { kind: 'choose-1' }
	| { kind: 'approval'; least?: number; most?: number }
	/** Cumulative and dot voting: points shared out over options. */
	| { kind: 'cumulative'; points: number; mostOnOne?: number; all?: boolean }
	/** Score voting and majority judgement: a score from `from` to `to` for each option one likes to score. */
	| { kind: 'score'; from: number; to: number }
	| { kind: 'ranking'; least?: number; most?: number; shared?: boolean };

export type BallotFault =
	| { code: 'option' | 'twice'; option: number }
	| { code: 'too-few' | 'too-many'; limit: number }
	| { code: 'points'; option: number; from: number; to: number }
	| { code: 'sum'; sum: number; points: number };

/** All that is wrong with a ballot, at once; nothing when it may be cast. */
export function faultsOfBallot(
	kind: BallotKind,
	options: number,
	{ marked, points }: { marked: readonly number[]; points?: readonly number[] },
): BallotFault[] {
	const faults: BallotFault[] = [];
	for (const [i, option] of marked.entries()) {
		if (!Number.isInteger(option) || option < 0 || option >= options) faults.push({ code: 'option', option });
		else if (marked.indexOf(option) < i) faults.push({ code: 'twice', option });
	}
	const [least, most] = lengths(kind, options);
	if (marked.length < least) faults.push({ code: 'too-few', limit: least });
	if (marked.length > most) faults.push({ code: 'too-many', limit: most });
	const [from, to] = range(kind, options);
	const given = marked.map((_, i) => points?.[i] ?? 1);
	for (const [i, option] of marked.entries())
		if (!Number.isInteger(given[i]) || given[i]! < from || given[i]! > to)
			faults.push({ code: 'points', option, from, to });
	if (kind.kind === 'cumulative') {
		const sum = given.reduce((a, b) => a + b, 0);
		if (sum > kind.points || (kind.all && sum !== kind.points))
			faults.push({ code: 'sum', sum, points: kind.points });
	}
	return faults;
}

function lengths(kind: BallotKind, options: number): [number, number] {
	if (kind.kind === 'choose-1') return [1, 1];
	if (kind.kind === 'approval' || kind.kind === 'ranking') return [kind.least ?? 0, kind.most ?? options];
	return [0, options];
}

function range(kind: BallotKind, options: number): [number, number] {
	if (kind.kind === 'score') return [kind.from, kind.to];
	if (kind.kind === 'cumulative') return [1, kind.mostOnOne ?? kind.points];
	if (kind.kind === 'ranking' && kind.shared) return [0, options];
	return [1, 1];
}
