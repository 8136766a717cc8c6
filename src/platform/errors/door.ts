/**
 * The two kinds of errors: a `Refusal` is expected and has words for the person; anything else rises as it is.
 * A refusal's code is a key of the room's words: `appeals.already-answered`.
 */
export type Facts = Record<string, string | number | Date>;

export class Refusal extends Error {
	readonly code: string;
	readonly facts: Facts;
	constructor(code: string, facts: Facts = {}, options?: ErrorOptions) {
		super(code, options);
		this.name = 'Refusal';
		this.code = code;
		this.facts = facts;
	}
	get status(): number {
		return statusOf(this.code);
	}
}

/** One mistake in what a person typed. `field` is the name of the form's field, '' for the form as a whole. */
export type Problem = { field: string; code: string; facts?: Facts };

/** All mistakes of a form at once; each has words and a field. Shown by the kit's error summary. */
export class Invalid extends Error {
	readonly problems: Problem[];
	constructor(problems: Problem[]) {
		super(problems.map((p) => `${p.field}: ${p.code}`).join('; '));
		this.name = 'Invalid';
		this.problems = problems;
	}
}

/** Stops the use case with an expected refusal. */
export function refuse(code: string, facts: Facts = {}): never {
	throw new Refusal(code, facts);
}

export function invalid(...problems: Problem[]): never {
	throw new Invalid(problems);
}

/** The one map from codes to statuses, by the code's last word. "Not yours to see" is "not found". */
export function statusOf(code: string): number {
	if (/(^|\.|-)not-found$/.test(code)) return 404;
	if (/(^|\.|-)sign-in-first$/.test(code)) return 401;
	if (/(^|\.|-)too-many$/.test(code)) return 429;
	if (/(^|\.|-)too-large$/.test(code)) return 413;
	if (/(^|\.|-)forbidden$/.test(code)) return 403;
	if (/(^|\.|-)away$/.test(code)) return 503;
	if (/(^|\.)already-/.test(code) || /-meanwhile$/.test(code)) return 409;
	return 422;
}
