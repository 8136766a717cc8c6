import type { Case } from './case.ts';
import { kinds } from './kinds.ts';
import { questionOf } from './questions.ts';

export type Checked = {
	id: string;
	kind: string;
	passed: boolean;
	figure: string;
	faults: string[];
	/** As it is printed; none when there was a fault. */
	answer?: unknown;
};

/** Answers a case without seeing what is expected; a kind that is not known, or a fault, is told. */
export function answerCase(input: Case): { id: string; answer: unknown } | { id: string; error: string } {
	const kind = kinds[input.kind];
	if (!kind) return { id: input.id, error: `unknown kind: ${input.kind}` };
	try {
		return { id: input.id, answer: kind.answer(questionOf(input)) };
	} catch (error) {
		return {
			id: input.id,
			error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
		};
	}
}

/** The answer beside what is expected. */
export function checkCase(input: Case): Checked {
	const { id, kind } = input;
	const given = answerCase(input);
	if ('error' in given) return { id, kind, passed: false, figure: '', faults: [given.error] };
	// through JSON, as it is printed
	const answer: unknown = JSON.parse(JSON.stringify(given.answer));
	const { differences, figure } = kinds[kind]!.compare(answer, input);
	const worst = differences.toSorted((a, b) => b.error - a.error).slice(0, 5);
	return {
		id,
		kind,
		answer,
		passed: differences.length === 0,
		figure: figure ?? '',
		faults: worst.map(
			(one) =>
				`${one.path}: ${JSON.stringify(one.answer)}, expected ${JSON.stringify(one.expected)} (${one.error.toPrecision(3)} of what is allowed)`,
		),
	};
}

/** What the kinds that are judged as sets say of their cases together. */
export function checkSets(inputs: readonly Case[], checked: readonly Checked[]): Checked[] {
	return Object.entries(kinds).flatMap(([kind, { together }]) => {
		if (!together) return [];
		const answered = inputs
			.map((input, i) => ({ input, answer: checked[i]!.answer }))
			.filter((one) => one.input.kind === kind && one.answer !== undefined);
		return together(answered).map((one) => ({ ...one, kind, passed: one.faults.length === 0 }));
	});
}

/** A case of a set that passes is not told of by itself. */
export function isOfSet({ kind, passed }: Checked): boolean {
	return passed && kinds[kind]?.together !== undefined;
}
