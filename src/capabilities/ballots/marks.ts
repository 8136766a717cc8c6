import { type BallotFault, faultsOfBallot } from '#numerics/counting/ballot-kinds.ts';
import { invalid, type Problem } from '#platform/errors/door.ts';
import type { Ballot, Marks } from './ballot.ts';
import { marksText } from './canonical.ts';

type AskedBy = Pick<Ballot, 'options' | 'marks' | 'rule'>;

/** All that is wrong with the marks, at the field `marks`; options that there are not are wrong like others. */
export function problemsOfMarks(ballot: AskedBy, { marked, points }: Marks): Problem[] {
	const places = new Map(ballot.options.map(({ code }, i) => [code, i]));
	const faults = faultsOfBallot(ballot.marks, ballot.options.length, {
		marked: marked.map((code) => places.get(code) ?? -1),
		...(points ? { points } : {}),
	});
	// a file of projects knows no blank vote
	if (ballot.rule.kind === 'budget' && marked.length === 0 && faults.length === 0)
		faults.push({ code: 'too-few', limit: 1 });
	return faults.map((fault) => ({
		field: 'marks',
		code: `ballots.marks.${fault.code}`,
		facts: factsOf(fault, ballot),
	}));
}

function factsOf(fault: BallotFault, { options }: AskedBy): Record<string, string | number> {
	const { code: _, ...facts } = fault;
	if (!('option' in facts)) return facts;
	const { option, ...rest } = facts;
	return { ...rest, option: options[option]?.title ?? '' };
}

/** The marks as they will be cast; refused with all that is wrong. */
export function checkedMarks(ballot: AskedBy, marks: Marks): string {
	const problems = problemsOfMarks(ballot, marks);
	if (problems.length) invalid(...problems);
	return marksText(
		ballot.marks,
		ballot.options.map(({ code }) => code),
		marks,
	);
}
