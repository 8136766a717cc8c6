import type { RequestEvent } from '@sveltejs/kit';
import { newId } from '#platform/db/door.server.ts';
import type { Form } from '#platform/http/form.server.ts';
import { formToken } from '#platform/http/form-token.server.ts';
import { outsider } from '#platform/http/ports.server.ts';
import type { Actor } from '#platform/permissions/door.ts';

/**
 * Forms that live without cookies: in a frame on another site, where browsers keep none, and on a kiosk, where none may stay. The
 * token is bound to a number that the form itself carries. That guards nothing of the visitor, because nothing of them is asked: who
 * files here is always an outsider; it keeps a form from being made up elsewhere and sent by a page of another site.
 */
export function bareVisit(of: string): { visit: string; token: string } {
	const visit = newId();
	return { visit, token: formToken(`${of} ${visit}`) };
}

/** What the token of such a form must be bound to. */
export const bareBearer = (of: string) => (form: Form) => {
	const visit = form.text('visit');
	return visit ? `${of} ${visit}` : '';
};

/** Whoever is signed in in this browser: on such a form they are an outsider. */
export function outsiderOf({ locals }: RequestEvent): Actor {
	return outsider(locals.lang, locals.requestId);
}
