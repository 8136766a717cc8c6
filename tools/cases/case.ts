/** A case of the reference data: what to work out, and what established programs or certified tables say. */
export type Case = { id: string; kind: string; title?: string; note?: string; [field: string]: unknown };

/** One place where an answer is not what was expected. */
export type Difference = { path: string; answer: unknown; expected: unknown; error: number };

/** How cases of one kind are answered, and how closely an answer must agree. */
export type Kind = {
	/** In the shape and field names of what is expected; what is expected is never read here. */
	answer(input: Case): unknown;
	/**
	 * An answer, as it is printed, against what the case expects; no difference: it passes. `figure` says how good it is, for the
	 * table. Where runs are expected, not one answer, `expectedRuns` gives them.
	 */
	compare(answer: unknown, input: Case): { differences: Difference[]; figure?: string };
	/** Of kinds that are judged as a set: what holds of all of them together, by the name of the set. */
	together?(answered: { answer: unknown; input: Case }[]): { id: string; figure: string; faults: string[] }[];
};

/** A case of several runs is answered by the name (or number) of each, and the same again under the field that holds them. */
export function answerRuns<T>(
	field: 'runs' | 'scenarios',
	answers: Record<string, T> | T[],
): Record<string, unknown> {
	return { ...answers, [field]: answers };
}

/** What is expected of each run, in the shape of `answerRuns`. */
export function expectedRuns(input: Case, field: 'runs' | 'scenarios'): Record<string, unknown> {
	const runs = Object.entries(input[field] as Record<string, { expected?: unknown }>);
	return Object.fromEntries(runs.map(([name, run]) => [name, run.expected ?? null]));
}
