import { type Facts, Invalid, Refusal } from '../errors/door.ts';
import { translatorFor } from '../i18n/door.ts';

export type Problem = {
	type: string;
	title: string;
	status: number;
	detail: string;
	/** The request, as in the log. */
	instance: string;
	code: string;
	/** The older names of `detail` and `instance`, for programs written before. */
	message: string;
	request: string;
	errors?: { field: string; code: string; detail: string }[];
};

export type ProblemContext = { lang: 'ru' | 'en'; request: string };

/** A refusal of the API itself, with a status that its code does not tell. */
export class ApiRefusal extends Refusal {
	readonly #status: number;
	readonly headers: Record<string, string>;
	constructor(status: number, code: string, facts: Facts = {}, headers: Record<string, string> = {}) {
		super(code, facts);
		this.#status = status;
		this.headers = headers;
	}
	override get status(): number {
		return this.#status;
	}
}

/** Problem details (RFC 9457) in the caller's language, with the code that programs go by. */
export function problemOf(error: Refusal | Invalid, at: ProblemContext): Problem {
	const t = translatorFor(at.lang);
	const status = error instanceof Refusal ? error.status : 422;
	const code = error instanceof Refusal ? error.code : 'api.invalid';
	const detail = error instanceof Refusal ? t.any(code, error.facts) : t('api.invalid');
	return {
		type: `urn:veche:problem:${code}`,
		title: t.any(`api.status.${status}`),
		status,
		detail,
		instance: at.request,
		code,
		message: detail,
		request: at.request,
		...(error instanceof Invalid
			? {
					errors: error.problems.map((one) => ({
						field: one.field,
						code: one.code,
						detail: t.any(one.code, one.facts),
					})),
				}
			: {}),
	};
}

export function problemResponse(error: Refusal | Invalid, at: ProblemContext): Response {
	const problem = problemOf(error, at);
	return new Response(JSON.stringify(problem), {
		status: problem.status,
		headers: {
			'content-type': 'application/problem+json',
			'content-language': at.lang,
			...(error instanceof ApiRefusal ? error.headers : {}),
		},
	});
}
