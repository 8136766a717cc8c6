import type { Form } from '#platform/http/form.server.ts';
import { purposes } from '#rooms/identity/door.server.ts';

/** Purposes ticked in a form of consents; the required ones share the field `consent`. */
export function consentsOf(form: Form): string[] {
	return purposes.filter(
		(purpose) => form.has(`consent-${purpose}`) || form.all('consent').includes(purpose),
	);
}
