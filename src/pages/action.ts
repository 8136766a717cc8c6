import { type ActionFailure, fail, isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit';
import { Invalid, type Problem, Refusal, refuse } from '#platform/errors/door.ts';
import { visitCookie } from '#platform/http/cookies.ts';
import { type Form, type FormLimits, readForm } from '#platform/http/form.server.ts';
import { isFormToken } from '#platform/http/form-token.server.ts';

export type ActionResult = {
	problems: (Problem & { message: string })[];
	values: Record<string, string | string[]>;
};

/**
 * A form action: reads the form as a stream, checks its token, runs the work, and turns expected refusals into
 * the same page with the mistakes named at their fields and what was typed kept.
 * `redirect(303, ...)` at the end of the work is the usual success.
 */
export function action<Event extends RequestEvent, Answer>(
	work: (event: Event, form: Form) => Promise<Answer>,
	{
		bearer = bearerOf,
		...limits
	}: Partial<FormLimits> & {
		/** What the token is bound to where there are no cookies; usually the sign-in or the visit. */
		bearer?: (event: RequestEvent, form: Form) => string;
	} = {},
): (event: Event) => Promise<Answer | ActionFailure<ActionResult>> {
	return async (event) => {
		const { locals } = event;
		let form: Form | undefined;
		try {
			try {
				form = await readForm(event.request, limits);
			} catch (error) {
				form = (error as { form?: Form }).form;
				throw error;
			}
			if (!isFormToken(form.token, bearer(event, form))) refuse('platform.form-expired-meanwhile');
			return await work(event, form);
		} catch (error) {
			if (isRedirect(error) || isHttpError(error)) throw error;
			const values = form?.values ?? {};
			if (error instanceof Invalid) {
				return fail(422, {
					problems: error.problems.map((problem) => ({
						...problem,
						message: locals.t.any(problem.code, problem.facts),
					})),
					values,
				});
			}
			if (error instanceof Refusal && error.status !== 404)
				return fail(error.status, {
					problems: [{ field: '', code: error.code, message: locals.t.any(error.code, error.facts) }],
					values,
				});
			throw error;
		} finally {
			await form?.dispose();
		}
	};
}

/** What a form's token is bound to: the sign-in, or the visit of an outsider. */
export function bearerOf(event: RequestEvent): string {
	return event.locals.actor.signIn ?? event.cookies.get(visitCookie) ?? '';
}
